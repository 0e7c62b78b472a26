package io.kontor.usage.audit;

import java.util.List;
import java.util.Optional;

/**
 * One record of a journal as a row (JNL-13). What a record does not have is empty.
 *
 * @param values as many as {@link #COLUMNS}, in their order
 */
public record JournalRow(List<Optional<String>> values) {

    /**
     * A column.
     *
     * @param name name
     * @param kind what stands in it
     */
    public record Column(String name, Kind kind) {}

    /** What stands in a column. */
    public enum Kind {
        /** A whole number. */
        NUMBER,
        /** Text. */
        TEXT
    }

    /** The columns of every export, in order. */
    public static final List<Column> COLUMNS = List.of(
            number("segment"),
            number("position"),
            text("record"),
            number("leaf_index"),
            text("leaf_hash"),
            number("time_ms"),
            text("log_id"),
            number("epoch"),
            text("session"),
            number("sequence"),
            text("call_id"),
            text("grant_id"),
            number("grant_version"),
            text("order_id"),
            text("resource_id"),
            text("scenario_id"),
            text("action"),
            number("period"),
            text("refusal"),
            text("hit"),
            number("items"),
            number("records"),
            number("usage"),
            number("bytes"),
            number("pages"),
            text("request_digest"),
            text("result_digest"),
            number("total_units"),
            number("total_calls"),
            number("total_hits"),
            number("total_usage"),
            number("total_bytes"),
            number("total_denied"),
            text("detail"));

    public JournalRow {
        values = List.copyOf(values);
        if (values.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(
                    "Cannot make row: it has " + values.size() + " values, must be " + COLUMNS.size());
        }
    }

    /** The value of a column. */
    public Optional<String> value(String column) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (COLUMNS.get(i).name().equals(column)) {
                return values.get(i);
            }
        }
        throw new IllegalArgumentException("Cannot read column " + column + ": there is none");
    }

    private static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }

    private static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }
}
