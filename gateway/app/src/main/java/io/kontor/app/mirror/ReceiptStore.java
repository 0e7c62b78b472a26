package io.kontor.app.mirror;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.SessionRefusedLeaf;
import io.kontor.model.rejection.RejectionCode;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of received leaves with what they say. */
@Component
class ReceiptStore {

    private static final String INSERT = """
            insert into receipt (log_id, idx, kind, leaf, epoch, time, session, sequence, call_id, grant_id, grant_version,
                action, resource_id, scenario_id, order_id, period, user_key, application_key, consent, refusal, hit, items,
                records, usage, bytes, pages, units_ever)
            values (:log, :idx, :kind, :leaf, :epoch, :time, :session, :sequence, :call, :grant, :version, :action, :resource,
                :scenario, :order, :period, :user, :application, :consent, :refusal, :hit, :items, :records, :usage, :bytes,
                :pages, :units)
            on conflict (log_id, idx) do nothing""";

    private static final String[] CALL_FIELDS = {
        "session",
        "sequence",
        "call",
        "grant",
        "version",
        "action",
        "resource",
        "scenario",
        "order",
        "period",
        "user",
        "application",
        "consent",
        "refusal",
        "hit",
        "items",
        "records",
        "usage",
        "bytes",
        "pages",
        "units"
    };

    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores a leaf.
     *
     * @throws MirrorException when another leaf stands at its index already
     */
    void add(LogLeaf leaf, byte[] bytes) {
        int added = jdbc.sql(INSERT).paramSource(parameters(leaf, bytes)).update();
        if (added == 0) {
            requireSame(leaf, bytes);
        } else if (leaf instanceof CallReceipt receipt) {
            endReservation(receipt);
        }
    }

    private void requireSame(LogLeaf leaf, byte[] bytes) {
        byte[] known = jdbc.sql("select leaf from receipt where log_id = :log and idx = :idx")
                .param("log", leaf.logId())
                .param("idx", leaf.index())
                .query(byte[].class)
                .single();
        if (!Arrays.equals(known, bytes)) {
            throw new MirrorException(
                    MirrorState.MISMATCH,
                    "Cannot take leaf " + leaf.index() + " of log " + leaf.logId()
                            + ": another leaf was received before",
                    null);
        }
    }

    /** The end of a reservation marks the leaf that it ends. */
    private void endReservation(CallReceipt receipt) {
        switch (receipt.kind()) {
            case RELEASED, ABORTED, FAILED ->
                jdbc.sql("update receipt set ended_by = :idx where log_id = :log and call_id = :call"
                                + " and kind = 'RESERVED' and idx < :idx")
                        .param("log", receipt.logId())
                        .param("call", receipt.callId())
                        .param("idx", receipt.index())
                        .update();
            default -> {}
        }
    }

    private static MapSqlParameterSource parameters(LogLeaf leaf, byte[] bytes) {
        MapSqlParameterSource row = new MapSqlParameterSource()
                .addValue("log", leaf.logId())
                .addValue("idx", leaf.index())
                .addValue("kind", leaf.kind().name())
                .addValue("leaf", bytes)
                .addValue("epoch", leaf.epoch())
                .addValue("time", leaf.time());
        for (String field : CALL_FIELDS) {
            row.addValue(field, null);
        }
        leaf.concernedGrant().ifPresent(grant -> row.addValue("grant", grant));
        if (leaf instanceof CallReceipt receipt) {
            addCall(row, receipt);
        } else if (leaf instanceof SessionRefusedLeaf refused) {
            row.addValue("refusal", refused.refusal().name());
        }
        return row;
    }

    private static void addCall(MapSqlParameterSource row, CallReceipt receipt) {
        Delivery delivery = receipt.delivery();
        row.addValue("session", receipt.session())
                .addValue("sequence", receipt.sequence())
                .addValue("call", receipt.callId())
                .addValue("grant", receipt.grantId())
                .addValue("version", receipt.grantVersion())
                .addValue("action", receipt.action().name())
                .addValue("resource", receipt.resourceId())
                .addValue("scenario", receipt.scenarioId())
                .addValue("order", receipt.orderId())
                .addValue("period", receipt.period())
                .addValue("user", receipt.user().hex())
                .addValue("application", receipt.application().hex())
                .addValue("consent", receipt.consent().map(Object::toString).orElse(null))
                .addValue("refusal", receipt.refusal().map(RejectionCode::name).orElse(null))
                .addValue("hit", delivery.hit().name())
                .addValue("items", delivery.items())
                .addValue("records", delivery.records())
                .addValue("usage", delivery.usage())
                .addValue("bytes", delivery.bytes())
                .addValue("pages", delivery.pages())
                .addValue("units", receipt.totals().unitsEver());
    }

    /** The leaf at an index, if it was received in full. */
    Optional<byte[]> leaf(String logId, long index) {
        return jdbc.sql("select leaf from receipt where log_id = :log and idx = :idx")
                .param("log", logId)
                .param("idx", index)
                .query(byte[].class)
                .optional();
    }
}
