package io.kontor.usage.audit;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.usage.audit.JournalRow.Column;
import io.kontor.usage.journal.RecordPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes rows of records. */
final class Rows {

    private final Map<String, String> values = new HashMap<>();

    private Rows(RecordPosition at, String record) {
        put("segment", at.segment());
        put("position", at.offset());
        put("record", record);
    }

    private Rows put(String column, Object value) {
        values.put(column, value.toString());
        return this;
    }

    private JournalRow row() {
        List<Optional<String>> row = JournalRow.COLUMNS.stream()
                .map(Column::name)
                .map(name -> Optional.ofNullable(values.get(name)))
                .toList();
        return new JournalRow(row);
    }

    /** A record whose payload is text. */
    static JournalRow text(RecordPosition at, String record, String detail) {
        return new Rows(at, record).put("detail", detail).row();
    }

    static JournalRow retired(RecordPosition at, String record) {
        return new Rows(at, record).row();
    }

    static JournalRow retiredLeaf(RecordPosition at, long index, Digest32 hash) {
        return new Rows(at, "RETIRED")
                .put("leaf_index", index)
                .put("leaf_hash", hash.hex())
                .row();
    }

    static JournalRow leaf(RecordPosition at, LogLeaf leaf, Digest32 hash) {
        Rows rows = new Rows(at, leaf.kind().name())
                .put("leaf_index", leaf.index())
                .put("leaf_hash", hash.hex())
                .put("time_ms", leaf.time())
                .put("log_id", leaf.logId())
                .put("epoch", leaf.epoch());
        leaf.concernedGrant().ifPresent(grant -> rows.put("grant_id", grant));
        if (leaf instanceof CallReceipt receipt) {
            rows.call(receipt);
        }
        return rows.row();
    }

    private void call(CallReceipt receipt) {
        put("session", receipt.session()).put("sequence", receipt.sequence()).put("call_id", receipt.callId());
        put("grant_version", receipt.grantVersion()).put("order_id", receipt.orderId());
        put("resource_id", receipt.resourceId()).put("scenario_id", receipt.scenarioId());
        put("action", receipt.action()).put("period", receipt.period());
        receipt.refusal().ifPresent(code -> put("refusal", code));
        put("hit", receipt.delivery().hit()).put("items", receipt.delivery().items());
        put("records", receipt.delivery().records())
                .put("usage", receipt.delivery().usage());
        put("bytes", receipt.delivery().bytes()).put("pages", receipt.delivery().pages());
        put("request_digest", receipt.requestDigest().hex())
                .put("result_digest", receipt.resultDigest().hex());
        put("total_units", receipt.totals().unitsEver())
                .put("total_calls", receipt.totals().calls());
        put("total_hits", receipt.totals().hits())
                .put("total_usage", receipt.totals().usage());
        put("total_bytes", receipt.totals().bytes())
                .put("total_denied", receipt.totals().denied());
    }
}
