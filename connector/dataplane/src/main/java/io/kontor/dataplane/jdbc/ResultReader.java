package io.kontor.dataplane.jdbc;

import io.kontor.dataplane.source.ProcessRequest;
import io.kontor.dataplane.source.ProcessResult;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns rows into what may leave: contracted fields of the one subject, or groups that are large enough (DPL-5, DPL-6). */
final class ResultReader {

    private static final String SUBJECT_COLUMN = "_subject";
    private static final String COUNT_COLUMN = "_count";
    private static final int MAX_DIGITS = 15;

    private final RegisteredAlgorithm algorithm;
    private final int maxRows;
    private final ProcessRequest request;

    ResultReader(RegisteredAlgorithm algorithm, int maxRows, ProcessRequest request) {
        this.algorithm = algorithm;
        this.maxRows = maxRows;
        this.request = request;
    }

    /** The one record of the subject. */
    ProcessResult record(ResultSet rows) throws SQLException, SourceFailure {
        Map<String, Integer> columns = columns(rows.getMetaData());
        int subject = column(columns, SUBJECT_COLUMN);
        for (String field : request.selection().fields()) {
            column(columns, field);
        }
        if (!rows.next()) {
            return ProcessResult.miss();
        }
        if (!rows.getString(subject).equals(request.subject().orElse(""))) {
            throw problem("it answered a record of another subject");
        }
        JsonObjectBuilder record = JsonObject.builder();
        for (String field : request.selection().fields()) {
            put(record, rows, field, column(columns, field));
        }
        if (rows.next()) {
            throw problem("it answered more than one record");
        }
        return ProcessResult.ofRecord(record.build());
    }

    /** The groups with at least the smallest number of people; smaller ones do not leave. */
    ProcessResult groups(ResultSet rows) throws SQLException, SourceFailure {
        ResultSetMetaData meta = rows.getMetaData();
        Map<String, Integer> columns = columns(meta);
        int count = column(columns, COUNT_COLUMN);
        List<JsonObject> groups = new ArrayList<>();
        int read = 0;
        while (rows.next()) {
            if (++read > maxRows) {
                throw problem("it answered more than " + maxRows + " rows");
            }
            if (rows.getLong(count) >= algorithm.minGroup()) {
                groups.add(group(rows, columns));
            }
        }
        return groups.isEmpty()
                ? ProcessResult.miss()
                : ProcessResult.ofGroups(JsonArray.of(groups), columns.size(), groups.size());
    }

    private JsonObject group(ResultSet rows, Map<String, Integer> columns) throws SQLException {
        JsonObjectBuilder group = JsonObject.builder();
        for (Map.Entry<String, Integer> column : columns.entrySet()) {
            String name = column.getKey().equals(COUNT_COLUMN) ? "count" : column.getKey();
            put(group, rows, name, column.getValue());
        }
        return group.build();
    }

    private void put(JsonObjectBuilder target, ResultSet rows, String field, int column) throws SQLException {
        int type = rows.getMetaData().getColumnType(column);
        String value = rows.getString(column);
        if (value == null) {
            target.put(field, "");
        } else if (isInteger(type)
                && fits(value)
                && !request.selection().masking().masks(field)) {
            target.put(field, Long.parseLong(value));
        } else {
            target.put(field, request.selection().masking().apply(field, value));
        }
    }

    private static boolean isInteger(int type) {
        return type == Types.SMALLINT || type == Types.INTEGER || type == Types.BIGINT;
    }

    /** Larger integers leave as text. */
    private static boolean fits(String value) {
        return value.length() <= MAX_DIGITS;
    }

    private static Map<String, Integer> columns(ResultSetMetaData meta) throws SQLException {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.putIfAbsent(meta.getColumnLabel(i), i);
        }
        return columns;
    }

    private int column(Map<String, Integer> columns, String name) throws SourceFailure {
        Integer column = columns.get(name);
        if (column == null) {
            throw problem("it answers no column '" + name + "'");
        }
        return column;
    }

    private SourceFailure problem(String what) {
        return new SourceFailure("Cannot release result of algorithm " + algorithm.id() + ": " + what);
    }
}
