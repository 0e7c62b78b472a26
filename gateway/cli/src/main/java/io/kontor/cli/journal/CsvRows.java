package io.kontor.cli.journal;

import io.kontor.usage.audit.JournalRow;
import io.kontor.usage.audit.JournalRow.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Rows as CSV: RFC 4180, UTF-8, a header line, what is not there empty. */
final class CsvRows implements AutoCloseable {

    private final BufferedWriter out;

    CsvRows(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
        out.write(JournalRow.COLUMNS.stream().map(Column::name).collect(Collectors.joining(",", "", "\r\n")));
    }

    void write(JournalRow row) {
        try {
            out.write(row.values().stream()
                    .map(value -> value.map(CsvRows::field).orElse(""))
                    .collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write export: " + e.getMessage(), e);
        }
    }

    private static String field(String value) {
        return value.isEmpty() || value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
