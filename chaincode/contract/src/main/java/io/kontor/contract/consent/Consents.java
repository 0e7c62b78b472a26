package io.kontor.contract.consent;

import io.kontor.contract.city.Cities;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCommitment;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.Claim;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;

/** What a claim asks of a consent. */
public final class Consents {

    private Consents() {}

    /**
     * Why a consent cannot be claimed (CLAIM-3), or empty.
     *
     * @param wanted consent that the call presents
     * @param grant under which it is claimed; the consent must be for its buyer, resource and purpose (CNS-2)
     * @param cityId the supplier's city; a consent attested in a city that it does not recognise is none (CALL-4)
     * @param at transaction time
     */
    public static Optional<RejectionCode> refusal(
            LedgerState state, Optional<Claim.ConsentClaim> wanted, Grant grant, String cityId, long at) {
        Optional<Consent> found = wanted.flatMap(claim -> state.find(Keys.consent(claim.consentId())))
                .filter(consent -> Cities.recognises(state, cityId, attestersCity(state, consent)));
        if (found.isEmpty()) {
            return Optional.of(RejectionCode.CONSENT_MISSING);
        }
        Consent consent = found.get();
        Digest32 presented = ConsentCommitment.of(
                wanted.orElseThrow().documentHash(),
                grant.buyer(),
                grant.resourceId(),
                grant.terms().scenarioId());
        if (!consent.commitment().equals(presented)) {
            return Optional.of(RejectionCode.CONSENT_MISMATCH);
        }
        if (at < consent.validFrom() || at >= consent.validUntil()) {
            return Optional.of(RejectionCode.CONSENT_EXPIRED);
        }
        return switch (consent.status()) {
            case GIVEN -> Optional.empty();
            case CONSUMED -> Optional.of(RejectionCode.CONSENT_CONSUMED);
            case REVOKED -> Optional.of(RejectionCode.CONSENT_REVOKED);
        };
    }

    private static String attestersCity(LedgerState state, Consent consent) {
        return state.require(Keys.member(consent.attester())).cityId();
    }

    /** Moves a consent that {@link #refusal} found good to CONSUMED (CLAIM-4). */
    public static void consume(LedgerState state, String consentId, String callId, String logId) {
        Consent consent = state.require(Keys.consent(consentId));
        state.put(
                Keys.consent(consentId),
                with(consent, ConsentStatus.CONSUMED, Optional.of(callId), Optional.of(logId)));
    }

    /** Gives a consent back that the call had claimed and for which nothing was released (CLAIM-5). */
    public static void giveBack(LedgerState state, String consentId, String callId) {
        Consent consent = state.require(Keys.consent(consentId));
        if (consent.callId().equals(Optional.of(callId))) {
            state.put(Keys.consent(consentId), with(consent, ConsentStatus.GIVEN, Optional.empty(), Optional.empty()));
        }
    }

    static Consent with(Consent consent, ConsentStatus status, Optional<String> callId, Optional<String> logId) {
        return new Consent(
                consent.consentId(),
                consent.attester(),
                consent.commitment(),
                consent.validFrom(),
                consent.validUntil(),
                status,
                callId,
                logId);
    }
}
