package io.kontor.cli.journal;

import io.kontor.usage.audit.JournalRow;
import io.kontor.usage.audit.JournalRow.Column;
import io.kontor.usage.audit.JournalRow.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** A Parquet file of exported rows, written by DuckDB. */
final class ParquetFile {

    private ParquetFile() {}

    /**
     * Makes a Parquet file beside a CSV file.
     *
     * @param csv as {@link CsvRows} writes it
     * @return the new file
     * @throws IOException when DuckDB cannot read or write
     */
    static Path of(Path csv) throws IOException {
        Path parquet = csv.resolveSibling(csv.getFileName() + ".parquet");
        String columns =
                JournalRow.COLUMNS.stream().map(ParquetFile::typed).collect(Collectors.joining(", ", "{", "}"));
        String sql = "COPY (SELECT * FROM read_csv(" + quoted(csv.toString()) + ", header = true, auto_detect = false,"
                + " delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n', max_line_size = 4194304, columns = "
                + columns + ")) TO " + quoted(parquet.toString()) + " (FORMAT parquet, COMPRESSION zstd)";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(sql);
            return parquet;
        } catch (SQLException e) {
            throw new IOException("Cannot write Parquet: " + e.getMessage(), e);
        }
    }

    private static String typed(Column column) {
        return quoted(column.name()) + ": " + (column.kind() == Kind.NUMBER ? "'BIGINT'" : "'VARCHAR'");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
