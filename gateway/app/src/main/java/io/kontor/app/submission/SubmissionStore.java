package io.kontor.app.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of submissions. */
@Component
class SubmissionStore {

    private final JdbcClient jdbc;

    SubmissionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a submission unless the account used the idempotency key before; tells whether it was added. */
    boolean add(Submission submission, String username, Request request) {
        return jdbc.sql("""
                insert into submission (id, username, idempotency_key, request_digest, function, target, argument, state, created_at)
                values (:id, :username, :key, :digest, :function, :target, :argument, :state, :at)
                on conflict (username, idempotency_key) do nothing""")
                        .param("id", submission.id())
                        .param("username", username)
                        .param("key", request.idempotencyKey())
                        .param("digest", request.digest())
                        .param("function", submission.function())
                        .param("target", submission.target())
                        .param("argument", submission.argument())
                        .param("state", submission.state().name())
                        .param("at", submission.createdAt())
                        .update()
                == 1;
    }

    Optional<Submission> byKey(String username, String idempotencyKey) {
        return jdbc.sql("select * from submission where username = :username and idempotency_key = :key")
                .param("username", username)
                .param("key", idempotencyKey)
                .query(SubmissionStore::row)
                .optional();
    }

    String digest(UUID id) {
        return jdbc.sql("select request_digest from submission where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    Optional<Submission> find(String username, UUID id) {
        return jdbc.sql("select * from submission where username = :username and id = :id")
                .param("username", username)
                .param("id", id)
                .query(SubmissionStore::row)
                .optional();
    }

    /** Takes a submission that may be tried again; only one taker succeeds. */
    boolean retake(UUID id, SubmissionState from) {
        return jdbc.sql("update submission set state = 'SUBMITTED', ended_at = null, code = null, detail = null"
                                + " where id = :id and state = :state")
                        .param("id", id)
                        .param("state", from.name())
                        .update()
                == 1;
    }

    void end(UUID id, Result result, long at) {
        jdbc.sql("""
                update submission set state = :state, transaction_id = :transaction, block = :block, code = :code,
                    detail = :detail, ended_at = :at where id = :id""")
                .param("id", id)
                .param("state", result.state().name())
                .param("transaction", result.transactionId())
                .param("block", result.block())
                .param("code", result.code())
                .param("detail", result.detail())
                .param("at", at)
                .update();
    }

    /** What an earlier run of the gateway left open. */
    int endForgotten(long at) {
        return jdbc.sql(
                        "update submission set state = 'UNKNOWN', ended_at = :at, detail = 'Cannot tell the outcome: the"
                                + " gateway ended while it waited; ask the ledger, or send the same request again'"
                                + " where state = 'SUBMITTED'")
                .param("at", at)
                .update();
    }

    private static Submission row(ResultSet rs, int index) throws SQLException {
        long block = rs.getLong("block");
        Optional<Long> known = rs.wasNull() ? Optional.empty() : Optional.of(block);
        return new Submission(
                rs.getObject("id", UUID.class),
                rs.getString("function"),
                rs.getString("target"),
                rs.getString("argument"),
                SubmissionState.valueOf(rs.getString("state")),
                Optional.ofNullable(rs.getString("transaction_id")),
                known,
                Optional.ofNullable(rs.getString("code")),
                Optional.ofNullable(rs.getString("detail")),
                rs.getLong("created_at"));
    }

    /**
     * What tells one request from another.
     *
     * @param idempotencyKey key chosen by the caller
     * @param digest SHA-256 of function and argument
     */
    record Request(String idempotencyKey, String digest) {}

    /**
     * How a submission ended.
     *
     * @param state what became of it
     * @param transactionId transaction
     * @param block block
     * @param code why it was refused
     * @param detail in a sentence
     */
    record Result(
            SubmissionState state,
            @Nullable String transactionId,
            @Nullable Long block,
            @Nullable String code,
            @Nullable String detail) {}
}
