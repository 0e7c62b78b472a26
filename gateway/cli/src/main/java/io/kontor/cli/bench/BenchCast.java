package io.kontor.cli.bench;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.id.Digest32;
import io.kontor.model.order.Credential;
import io.kontor.usage.consumer.PartyKey;
import java.nio.charset.StandardCharsets;

/** Who acts in a benchmark, with the keys of its folder. All of it is synthetic. */
final class BenchCast {

    static final String SUPPLIER = "F-H1";
    static final String BUYER = "Q-INS";

    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final String USER = "claims01";
    private static final String APPLICATION = "claim-core-2.1";

    private BenchCast() {}

    /** The buyer's connector key. */
    static SigningKey memberKey(KeyStoreFolder keys) {
        return key(keys, KeyStoreFolder.member(BUYER, KeyStoreFolder.CONNECTOR));
    }

    static PartyKey user(KeyStoreFolder keys) {
        return party(keys, USER);
    }

    static PartyKey application(KeyStoreFolder keys) {
        return party(keys, APPLICATION);
    }

    /** What stands in the grant. */
    static Credential credential(PartyKey party) {
        byte[] pseudonym = SUITE.digest(party.salt().bytes(), party.name().getBytes(StandardCharsets.UTF_8));
        return new Credential(
                Digest32.of(pseudonym), party.key().verifyingKey().fingerprint().digest());
    }

    private static PartyKey party(KeyStoreFolder keys, String name) {
        SigningKey key = key(keys, KeyStoreFolder.credential(name));
        Digest32 salt = Digest32.of(SUITE.digest(key.pkcs8()));
        return new PartyKey(name, salt, key);
    }

    private static SigningKey key(KeyStoreFolder keys, String name) {
        IssuedIdentity identity = keys.identity(name);
        return SUITE.signingKey(identity.privateKey().getEncoded());
    }
}
