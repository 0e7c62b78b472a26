package io.kontor.cli.bench;

import io.kontor.cli.process.PostgresServer;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.Journal;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Something that takes records durably. */
interface DurableSink extends AutoCloseable {

    int SEGMENT = 64 << 20;
    int QUEUE = 8_192;

    /** Name in the figures. */
    String name();

    /** A writer of one thread. */
    Writer writer() throws Exception;

    @Override
    void close() throws IOException;

    /** Writes one record after the other. */
    @FunctionalInterface
    interface Writer extends AutoCloseable {

        /** Returns when the record is durable. */
        void write(byte[] bytes) throws Exception;

        @Override
        default void close() throws SQLException {
            // nothing of its own is open
        }
    }

    /** The product's journal. */
    static DurableSink journal(Path folder, Durability durability) {
        Journal journal = Journal.open(
                JournalFiles.onDisk(folder.resolve("journal")),
                new JournalConfig(durability, QUEUE, SEGMENT, Runnable::run),
                (type, payload, at) -> {});
        return new Closing(
                "journal",
                () -> bytes -> journal.append(sink -> sink.add(1, bytes)).join(),
                journal::close);
    }

    /** The least that a group commit can be. */
    static DurableSink bare(Path folder, Durability durability) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("bare"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (int at = 0; at < SEGMENT; at += zeros.capacity()) {
            channel.write(zeros.clear(), at);
        }
        channel.force(true);
        BareLoop loop = new BareLoop(channel, durability, SEGMENT);
        return new Closing("bare", () -> bytes -> loop.append(bytes).join(), loop::close);
    }

    /** One row of PostgreSQL that every record decrements, in the one statement that also inserts the record. */
    static DurableSink hotRow(PostgresServer postgres) throws SQLException {
        try (Connection connection = postgres.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists allowance, receipt");
            statement.execute(
                    "create table allowance (id int primary key, used bigint not null, most bigint not null)");
            statement.execute("create table receipt (used bigint primary key, record bytea not null)");
            statement.execute("insert into allowance values (1, 0, 9000000000000000000)");
        }
        return new Closing("postgres", () -> new HotRow(postgres.superuser()), () -> {});
    }

    /** A sink of parts. */
    record Closing(String name, Opening opening, Closeable closed) implements DurableSink {

        /** Opens a writer. */
        @FunctionalInterface
        interface Opening {

            Writer open() throws Exception;
        }

        @Override
        public Writer writer() throws Exception {
            return opening.open();
        }

        @Override
        public void close() throws IOException {
            closed.close();
        }
    }

    /** One connection. */
    final class HotRow implements Writer {

        private final Connection connection;
        private final PreparedStatement statement;

        HotRow(Connection connection) throws SQLException {
            this.connection = connection;
            this.statement = connection.prepareStatement("with unit as (update allowance set used = used + 1"
                    + " where id = 1 and used < most returning used) insert into receipt select used, ? from unit");
        }

        @Override
        public void write(byte[] bytes) throws SQLException {
            statement.setBytes(1, bytes);
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            statement.close();
            connection.close();
        }
    }
}
