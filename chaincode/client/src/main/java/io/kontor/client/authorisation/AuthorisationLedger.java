package io.kontor.client.authorisation;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationCodec;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.authorisation.AuthorisationOpeningCodec;
import io.kontor.model.json.JsonObject;

/** Operation authorisations on the ledger. */
public final class AuthorisationLedger {

    private final Ledger ledger;

    public AuthorisationLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Opens an authorisation. */
    public Recorded<Authorisation> open(AuthorisationOpening opening) {
        return Recorded.of(
                ledger.submit("authorisation:open", AuthorisationOpeningCodec.toJson(opening)),
                AuthorisationCodec::fromJson);
    }

    /** Accepts it as the operator. */
    public Recorded<Authorisation> accept(String authorisationId) {
        JsonObject argument =
                JsonObject.builder().put("authorisationId", authorisationId).build();
        return Recorded.of(ledger.submit("authorisation:accept", argument), AuthorisationCodec::fromJson);
    }

    /** Suspends it and with it all grants under it. */
    public Recorded<Authorisation> suspend(String authorisationId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("authorisationId", authorisationId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("authorisation:suspend", argument), AuthorisationCodec::fromJson);
    }

    /** Ends a suspension. */
    public Recorded<Authorisation> resume(String authorisationId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("authorisationId", authorisationId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("authorisation:resume", argument), AuthorisationCodec::fromJson);
    }

    /** Closes it for good. */
    public Recorded<Authorisation> close(String authorisationId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("authorisationId", authorisationId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("authorisation:close", argument), AuthorisationCodec::fromJson);
    }

    /** An authorisation. */
    public Authorisation authorisation(String authorisationId) {
        return AuthorisationCodec.fromJson(ledger.evaluate(
                "authorisation:get",
                JsonObject.builder().put("authorisationId", authorisationId).build()));
    }
}
