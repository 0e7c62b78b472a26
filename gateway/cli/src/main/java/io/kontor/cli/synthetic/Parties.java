package io.kontor.cli.synthetic;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.id.Digest32;
import io.kontor.model.order.Credential;
import io.kontor.usage.consumer.PartyKey;
import java.nio.charset.StandardCharsets;

/** Who acts in a synthetic deal, with the keys of its folder. All of it is synthetic. Thread-safe. */
public final class Parties {
    /** Whose data planes are called. */
    public static final String SUPPLIER = "F-H1";

    /** Who calls. */
    public static final String BUYER = "Q-INS";

    /** Who attests consents. */
    public static final String ATTESTER = "F-EX";

    static final String OPERATOR = "F-OPS";
    static final String SUBJECT = "synthetic-subject";

    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final String USER = "claims01";
    private static final String APPLICATION = "claim-core-2.1";

    private final KeyStoreFolder keys;

    /** @param keys keys of everybody */
    public Parties(KeyStoreFolder keys) {
        this.keys = keys;
    }

    /** The buyer's connector key. */
    public SigningKey memberKey() {
        return signingKey(KeyStoreFolder.member(BUYER, KeyStoreFolder.CONNECTOR));
    }

    /** The buyer's user who calls. */
    public PartyKey user() {
        return party(USER);
    }

    /** The buyer's application that calls. */
    public PartyKey application() {
        return party(APPLICATION);
    }

    /** What stands in the grant. */
    static Credential credential(PartyKey party) {
        byte[] pseudonym = SUITE.digest(party.salt().bytes(), party.name().getBytes(StandardCharsets.UTF_8));
        return new Credential(
                Digest32.of(pseudonym), party.key().verifyingKey().fingerprint().digest());
    }

    private PartyKey party(String name) {
        SigningKey key = signingKey(KeyStoreFolder.credential(name));
        return new PartyKey(name, Digest32.of(SUITE.digest(key.pkcs8())), key);
    }

    private SigningKey signingKey(String name) {
        return SUITE.signingKey(keys.identity(name).privateKey().getEncoded());
    }
}
