package io.kontor.evidence.trust;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import java.util.List;
import java.util.Optional;

/**
 * Whom a verifier believes (TRU-1). A bundle never adds to it.
 *
 * @param ledger what kind of ledger it is
 * @param channel name of the channel
 * @param chaincode name of the contract's chaincode
 * @param organisations the channel's organisations, ascending by name
 * @param attestation how many different organisations must attest that a transaction is valid
 * @param endorsement how many different organisations must have endorsed it
 */
public record TrustFile(
        LedgerKind ledger,
        String channel,
        String chaincode,
        List<TrustedOrganisation> organisations,
        int attestation,
        int endorsement) {

    public TrustFile {
        Ids.require("channel", channel);
        Ids.require("chaincode", chaincode);
        organisations = Checks.list("organisations", organisations, 1, 200);
        Checks.ascending(
                "organisations",
                organisations.stream().map(TrustedOrganisation::mspId).toList());
        Checks.range("number of attesting organisations", attestation, 1, organisations.size());
        Checks.range("number of endorsing organisations", endorsement, 1, organisations.size());
    }

    /** A trust file whose rules are a majority of the organisations. */
    public static TrustFile byMajority(
            LedgerKind ledger, String channel, String chaincode, List<TrustedOrganisation> organisations) {
        int majority = organisations.size() / 2 + 1;
        return new TrustFile(ledger, channel, chaincode, organisations, majority, majority);
    }

    /** The organisation with this name, if it is trusted. */
    public Optional<TrustedOrganisation> organisation(String mspId) {
        return organisations.stream()
                .filter(organisation -> organisation.mspId().equals(mspId))
                .findFirst();
    }
}
