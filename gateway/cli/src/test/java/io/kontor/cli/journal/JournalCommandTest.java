package io.kontor.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeaseClosedLeaf;
import io.kontor.model.receipt.SessionRefusedLeaf;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.receiptlog.LocalRecord;
import io.kontor.usage.receiptlog.LogIdentity;
import io.kontor.usage.receiptlog.LogObserver;
import io.kontor.usage.receiptlog.LogStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** JNL-13: what an operator sees of a journal. */
class JournalCommandTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-09-17T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A log of three leaves and one record that holds what CSV must quote. */
    @BeforeEach
    void journal() {
        JournalConfig config = new JournalConfig(Durability.DISK, 64, 2 << 20, Runnable::run);
        LogIdentity identity = new LogIdentity("L1", HashFunction.sha256(), NOW);
        LogObserver nobody = new LogObserver() {
            @Override
            public void leaf(io.kontor.model.receipt.LogLeaf leaf) {}

            @Override
            public void local(LocalRecord type, byte[] payload) {}
        };
        try (LogStore log =
                new LogStore(JournalFiles.onDisk(folder.resolve("log/journal")), config, identity, nobody)) {
            log.sequence(sink -> {
                        sink.leaf(at -> new EpochOpenedLeaf(at, "00".repeat(16)));
                        sink.leaf(at -> new SessionRefusedLeaf(at, Digest32.ZERO, "G-1", RejectionCode.USER));
                        sink.local(
                                LocalRecord.GRANT_TERMINATED,
                                "{\"at\":1,\"grantId\":\"G-1\",\"reason\":\"over, \\\"done\\\"\"}"
                                        .getBytes(StandardCharsets.UTF_8));
                        return sink.leaf(at -> new LeaseClosedLeaf(at, "lease-1", 3));
                    })
                    .join();
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new JournalCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Test
    void list_shows_a_line_for_each_record() {
        assertThat(run("list", "--dir", folder.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(4);
        assertThat(out.toString())
                .contains("EPOCH_OPENED", "SESSION_REFUSED", "GRANT_TERMINATED", "LEASE_CLOSED", "#2");
    }

    @Test
    void list_of_one_grant_shows_what_is_about_it() {
        assertThat(run("list", "--dir", folder.toString(), "--grant", "G-1")).isZero();
        assertThat(out.toString().lines()).singleElement().asString().contains("SESSION_REFUSED");
    }

    @Test
    void verify_says_what_a_whole_journal_holds() {
        assertThat(run("verify", "--dir", folder.resolve("log/journal").toString()))
                .isZero();
        assertThat(out.toString()).contains("(SUPPLIER)", "records 4", "log       L1, 3 leaves", "whole");
    }

    @Test
    void verify_names_where_a_damaged_journal_breaks() throws IOException {
        Path segment = folder.resolve("log/journal/00000000000000000001.journal");
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(30);
            file.write(7);
        }
        assertThat(run("verify", "--dir", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("segment 1 at byte 0: its header does not verify");
        assertThat(out.toString()).doesNotContain("whole");
    }

    @Test
    void csv_has_a_header_and_a_row_for_each_record() throws IOException {
        Path csv = folder.resolve("rows.csv");
        assertThat(run("export", "--dir", folder.toString(), "--out", csv.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("segment,position,record,leaf_index");
        assertThat(lines.get(3)).contains("\"{\"\"at\"\":1,\"\"grantId\"\":\"\"G-1\"\"");
        assertThat(out.toString()).contains("Wrote 4 records");
    }

    @Test
    void parquet_holds_the_same_rows_with_numbers_as_numbers() throws SQLException {
        Path parquet = folder.resolve("rows.parquet");
        assertThat(run("export", "--dir", folder.toString(), "--format", "parquet", "--out", parquet.toString()))
                .as(err.toString())
                .isZero();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*), max(leaf_index), sum(time_ms), max(detail) FROM '" + parquet + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(4);
            assertThat(rows.getLong(2)).isEqualTo(2);
            assertThat(rows.getLong(3)).isEqualTo(3 * NOW.millis());
            assertThat(rows.getString(4)).isEqualTo("{\"at\":1,\"grantId\":\"G-1\",\"reason\":\"over, \\\"done\\\"\"}");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("log", "rows.parquet");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_folder_that_is_not_there_and_a_file_that_is_are_wrong_usage() throws IOException {
        assertThat(run("verify", "--dir", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such folder");
        Path there = Files.createFile(folder.resolve("there.csv"));
        assertThat(run("export", "--dir", folder.toString(), "--out", there.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("it exists already");
    }
}
