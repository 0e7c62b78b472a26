package io.kontor.app.ledger;

import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tables of the index. A batch of events, the records that they wrote and the checkpoint are one database transaction. */
@Component
class RecordStore {

    private final JdbcClient jdbc;

    RecordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where to go on, or the first block. */
    EventPosition checkpoint() {
        return jdbc.sql("select block, transaction_id from checkpoint")
                .query((rs, i) -> new EventPosition(rs.getLong(1), Optional.of(rs.getString(2))))
                .optional()
                .orElse(EventPosition.START);
    }

    /** The first transaction of the ledger that was indexed; tells one ledger from another. */
    Optional<String> firstTransaction() {
        return jdbc.sql("select first_transaction_id from checkpoint")
                .query(String.class)
                .optional();
    }

    /** Forgets everything that can be read again from the ledger. */
    @Transactional
    public void clear() {
        jdbc.sql("truncate record, scope_party, ledger_event, checkpoint").update();
    }

    /**
     * Stores a batch.
     *
     * @param events events in order, at least one
     * @param states the records of all keys that they wrote, empty where the ledger has none any more
     */
    @Transactional
    public void store(List<LedgerEvent> events, Map<String, Optional<JsonObject>> states) {
        Map<String, LedgerEvent> writers = new HashMap<>();
        for (LedgerEvent event : events) {
            insert(event);
            event.keys().forEach(key -> writers.put(key, event));
        }
        states.forEach((key, record) -> {
            LedgerEvent writer = writers.get(key);
            if (writer == null) {
                throw new IllegalStateException("Cannot index " + key + ": no event of the batch wrote it");
            }
            record.ifPresentOrElse(json -> upsert(key, json, writer), () -> delete(key));
        });
        advance(events);
    }

    private void insert(LedgerEvent event) {
        jdbc.sql("""
                insert into ledger_event (block, position, transaction_id, function, keys, at)
                values (:block, (select count(*) from ledger_event where block = :block), :transaction, :function, :keys, :at)
                on conflict (transaction_id) do nothing""")
                .param("block", event.blockNumber())
                .param("transaction", event.transactionId())
                .param("function", event.function())
                .param("keys", event.keys().toArray(String[]::new))
                .param("at", event.at())
                .update();
    }

    private void upsert(String key, JsonObject json, LedgerEvent writer) {
        RecordScope scope = RecordScope.of(key, json);
        jdbc.sql("""
                insert into record (key, type, body, scope_kind, scope_id, consent_digest, transaction_id, block, at)
                values (:key, :type, :body, :kind, :id, :digest, :transaction, :block, :at)
                on conflict (key) do update set body = excluded.body, scope_kind = excluded.scope_kind,
                    scope_id = excluded.scope_id, transaction_id = excluded.transaction_id, block = excluded.block,
                    at = excluded.at""")
                .param("key", key)
                .param("type", RecordType.of(key))
                .param("body", CanonicalJson.write(json))
                .param("kind", scope.kind())
                .param("id", scope.id())
                .param("digest", consentDigest(key, json))
                .param("transaction", writer.transactionId())
                .param("block", writer.blockNumber())
                .param("at", writer.at())
                .update();
        for (RecordScope.Party party : scope.parties()) {
            jdbc.sql("insert into scope_party (kind, id, participant) values (:kind, :id, :participant)"
                            + " on conflict do nothing")
                    .param("kind", party.kind())
                    .param("id", party.id())
                    .param("participant", party.participant())
                    .update();
        }
    }

    private static @Nullable String consentDigest(String key, JsonObject json) {
        if (!"consent".equals(RecordType.of(key))) {
            return null;
        }
        byte[] id = json.string("consentId").getBytes(StandardCharsets.UTF_8);
        return Digest32.of(HashFunction.sha256().hash(id)).hex();
    }

    private void delete(String key) {
        jdbc.sql("delete from record where key = :key").param("key", key).update();
    }

    private void advance(List<LedgerEvent> events) {
        LedgerEvent last = events.get(events.size() - 1);
        jdbc.sql("""
                insert into checkpoint (id, first_transaction_id, block, transaction_id, at)
                values (1, :first, :block, :transaction, :at)
                on conflict (id) do update set block = excluded.block, transaction_id = excluded.transaction_id,
                    at = excluded.at""")
                .param("first", events.get(0).transactionId())
                .param("block", last.blockNumber())
                .param("transaction", last.transactionId())
                .param("at", last.at())
                .update();
    }
}
