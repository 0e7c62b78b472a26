package io.kontor.client.settlement;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.CountDifferenceCodec;
import io.kontor.model.settlement.MissingReceipt;
import io.kontor.model.settlement.MissingReceiptCodec;
import java.util.List;

/** Where the two sides' counts of a settlement period differ, on the ledger (SET-9). */
public final class DifferenceLedger {

    private final Ledger ledger;

    public DifferenceLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The differences of a calculated period; empty when both sides counted the same. */
    public List<CountDifference> differences(String orderId, int period) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", orderId)
                .put("period", period)
                .build();
        return ledger.evaluate("settlement:differences", argument)
                .array("differences")
                .objects(CountDifferenceCodec::fromJson);
    }

    /** Names receipts that are missing at either side, in the caller's own name; those named before stay. */
    public Recorded<CountDifference> missing(CountDifference difference, List<MissingReceipt> missing) {
        JsonObject argument = JsonObject.builder()
                .put("orderId", difference.orderId())
                .put("period", difference.period())
                .put("grantId", difference.grantId())
                .put("action", difference.action())
                .put("missing", JsonArray.ofObjects(missing, MissingReceiptCodec::toJson))
                .build();
        return Recorded.of(ledger.submit("settlement:missing", argument), CountDifferenceCodec::fromJson);
    }
}
