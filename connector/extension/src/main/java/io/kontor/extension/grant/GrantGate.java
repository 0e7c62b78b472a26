package io.kontor.extension.grant;

import io.kontor.client.ledger.LedgerException;
import io.kontor.extension.ledger.GrantBook;
import io.kontor.extension.policy.OdrlTermsCompiler;
import io.kontor.extension.policy.TermsRefusedException;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTermsCodec;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;

/**
 * Opens a transfer only while its grant is ACTIVE on the ledger and holds the very terms of the agreement. EDC alone would start one on an
 * agreement that is merely AGREED, or ended. Asked at the request, at the start and at each resume; keeps nothing. Thread-safe.
 */
public final class GrantGate {
    private final GrantBook grants;

    /**
     * Creates the gate.
     *
     * @param grants grants of the ledger
     */
    public GrantGate(GrantBook grants) {
        this.grants = grants;
    }

    /**
     * The active grant of an agreement.
     *
     * @param agreement EDC's agreement
     * @return its grant, ACTIVE
     * @throws GateClosedException when there is no such grant now
     */
    public Grant require(ContractAgreement agreement) throws GateClosedException {
        String agreementId = agreement.getAgreementId();
        try {
            Grant grant = grants.find(agreementId)
                    .orElseThrow(() -> GateClosedException.decided(agreementId, "the ledger has no such grant"));
            if (grant.status() != GrantStatus.ACTIVE) {
                throw GateClosedException.decided(agreementId, "its grant is " + grant.status());
            }
            requireParties(agreement, grant);
            String agreed = GrantTermsCodec.hash(
                            OdrlTermsCompiler.compile(agreement.getPolicy()).terms())
                    .hex();
            if (!agreed.equals(grant.termsHash().hex())) {
                throw GateClosedException.decided(
                        agreementId, "the agreed terms hash to " + agreed + ", the grant's to " + grant.termsHash());
            }
            return grant;
        } catch (TermsRefusedException e) {
            throw GateClosedException.decided(agreementId, String.valueOf(e.getMessage()));
        } catch (LedgerException e) {
            throw GateClosedException.away(agreementId, String.valueOf(e.getMessage()));
        }
    }

    private static void requireParties(ContractAgreement agreement, Grant grant) throws GateClosedException {
        boolean same = grant.supplier().equals(agreement.getProviderId())
                && grant.buyer().equals(agreement.getConsumerId());
        if (!same) {
            throw GateClosedException.decided(
                    agreement.getAgreementId(),
                    "it is between " + agreement.getProviderId() + " and " + agreement.getConsumerId()
                            + ", its grant between " + grant.supplier() + " and " + grant.buyer());
        }
    }
}
