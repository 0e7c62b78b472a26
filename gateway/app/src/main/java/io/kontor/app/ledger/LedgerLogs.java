package io.kontor.app.ledger;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The registered logs and their anchored heads, as the index has them. */
@Component
public class LedgerLogs {

    private final JdbcClient jdbc;

    LedgerLogs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All registered logs. */
    public List<ReceiptLog> logs() {
        return jdbc.sql("select body from record where type = 'log' order by key").query(String.class).list().stream()
                .map(body -> ReceiptLogCodec.fromJson(CanonicalJson.parse(body)))
                .toList();
    }

    /** A registered log. */
    public Optional<ReceiptLog> log(String logId) {
        return body("log/" + logId).map(body -> ReceiptLogCodec.fromJson(CanonicalJson.parse(body)));
    }

    /** The newest anchored head of a log. */
    public Optional<LogHead> head(String logId) {
        return body("head/" + logId).map(body -> LogHeadCodec.fromJson(CanonicalJson.parse(body)));
    }

    /** MSP ids of the organisations that the cities name, ascending. */
    public List<String> organisations() {
        return jdbc.sql("select substr(key, 5) from record where type = 'msp' order by key")
                .query(String.class)
                .list();
    }

    private Optional<String> body(String key) {
        return jdbc.sql("select body from record where key = :key")
                .param("key", key)
                .query(String.class)
                .optional();
    }
}
