package io.kontor.client.consent;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCodec;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.util.List;

/** Consents on the ledger. */
public final class ConsentLedger {

    private final Ledger ledger;

    public ConsentLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Attests one consent. */
    public Recorded<Consent> attest(Consent consent) {
        return Recorded.of(ledger.submit("consent:attest", ConsentCodec.toJson(consent)), ConsentCodec::fromJson);
    }

    /** Attests 1 to 256 consents in one transaction. */
    public CommittedTransaction attestAll(List<Consent> consents) {
        JsonArray list =
                JsonArray.of(consents.stream().map(ConsentCodec::toJson).toList());
        return ledger.submit(
                "consent:attestAll", JsonObject.builder().put("consents", list).build());
    }

    /** Revokes a consent that was not used. */
    public Recorded<Consent> revoke(String consentId) {
        JsonObject argument = JsonObject.builder().put("consentId", consentId).build();
        return Recorded.of(ledger.submit("consent:revoke", argument), ConsentCodec::fromJson);
    }

    /** A consent. */
    public Consent consent(String consentId) {
        return ConsentCodec.fromJson(ledger.evaluate(
                "consent:get", JsonObject.builder().put("consentId", consentId).build()));
    }
}
