package io.kontor.dataplane.mirror;

import io.kontor.client.member.MemberLedger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.MemberKey;
import io.kontor.testkit.fixtures.DemoDeal;
import java.util.Base64;

/** A connector key of a suite that Q-INS pins beside those of its ledger identities (CRY-11). */
final class PinnedKey {

    private PinnedKey() {}

    static SigningKey of(DemoDeal deal, CryptoSuite suite) {
        SigningKey key = suite.newSigningKey();
        new MemberLedger(deal.officer("Q-DATA"))
                .pin(
                        "Q-INS",
                        new MemberKey(
                                "connector-" + suite.name(),
                                KeyUse.CONNECTOR,
                                key.verifyingKey().fingerprint().digest(),
                                Base64.getEncoder()
                                        .encodeToString(key.verifyingKey().spki())));
        return key;
    }
}
