package io.kontor.usage.consumer;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import java.util.Base64;
import java.util.Optional;

/**
 * A receipt as it is kept (CNJ-2).
 *
 * @param receipt receipt
 * @param leaf exact bytes, base64
 * @param receivedAt own clock, epoch milliseconds
 * @param checked {@code OK}, or the kinds of what differs
 * @param result what arrived with it of a result
 */
public record StoredReceipt(
        CallReceipt receipt, String leaf, long receivedAt, String checked, Optional<ReceivedResult> result) {

    /** Nothing differs. */
    public static final String OK = "OK";

    /** Exact bytes of the leaf. */
    public byte[] leafBytes() {
        return Base64.getDecoder().decode(leaf);
    }

    JsonObject toJson() {
        JsonObjectBuilder json = JsonObject.builder()
                .put("leaf", leaf)
                .put("receivedAt", receivedAt)
                .put("checked", checked);
        result.ifPresent(came -> json.put("result", came.digest().hex()).put("bytes", came.bytes()));
        return json.build();
    }

    static StoredReceipt fromJson(JsonObject json) {
        String leaf = json.string("leaf", text -> Checks.base64("leaf", text, LeafCodec.MAX_BYTES));
        return new StoredReceipt(
                LeafCodec.decodeReceipt(Base64.getDecoder().decode(leaf)),
                leaf,
                json.longValue("receivedAt"),
                json.string("checked"),
                json.optionalString("result", Digest32::fromHex)
                        .map(digest -> new ReceivedResult(digest, json.longValue("bytes"))));
    }
}
