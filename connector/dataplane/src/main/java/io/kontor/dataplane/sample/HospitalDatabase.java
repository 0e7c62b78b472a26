package io.kontor.dataplane.sample;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The claims of a hospital in PostgreSQL: schema {@code claims}, one table, one account that may only read it. */
public final class HospitalDatabase {

    private static final int BATCH = 500;

    /** Table with the 24 items as columns and one more that says where the data is from. */
    static final String TABLE = "claims.outpatient_claim";

    private final String url;
    private final String owner;
    private final String password;

    /**
     * Names the database.
     *
     * @param url {@code jdbc:postgresql:…} of an existing database
     * @param owner account that may make roles and tables there
     * @param password its password
     */
    public HospitalDatabase(String url, String owner, String password) {
        this.url = url;
        this.owner = owner;
        this.password = password;
    }

    /**
     * Makes schema, table and the reading account; what exists is emptied.
     *
     * @param reader account that may only read, letters, digits and underscores
     * @param readerPassword its password
     */
    public void create(String reader, String readerPassword) throws SQLException {
        if (!reader.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Cannot make account '" + reader + "': must match [a-z][a-z0-9_]{0,62}");
        }
        String columns = Arrays.stream(ClaimItem.values())
                .map(item -> quoted(item.title()) + " " + item.type().sql() + " not null")
                .collect(Collectors.joining(", "));
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create schema if not exists claims");
            statement.execute("create table if not exists " + TABLE + " (" + columns
                    + ", \"数据标记\" text not null, primary key (" + quoted(ClaimItem.VISIT.title()) + "))");
            statement.execute("create index if not exists outpatient_claim_subject on " + TABLE + " ("
                    + quoted(ClaimItem.ID_NUMBER.title()) + ")");
            statement.execute("truncate " + TABLE);
            statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '" + reader
                    + "') then create role " + reader + " login; end if; end $$");
            statement.execute("alter role " + reader + " login nosuperuser nocreatedb nocreaterole password '"
                    + readerPassword.replace("'", "''") + "'");
            statement.execute("revoke create on schema public from public");
            statement.execute("grant usage on schema claims to " + reader);
            statement.execute("grant select on " + TABLE + " to " + reader);
            connection.commit();
        }
    }

    /**
     * Loads claims, all or none.
     *
     * @param records claims
     * @param mark where they are from, {@link ClaimGenerator#SYNTHETIC} for made-up ones
     */
    public void load(List<ClaimRecord> records, String mark) throws SQLException {
        String places = "?" + ", ?".repeat(ClaimItem.values().length);
        try (Connection connection = open();
                PreparedStatement insert =
                        connection.prepareStatement("insert into " + TABLE + " values (" + places + ")")) {
            connection.setAutoCommit(false);
            int waiting = 0;
            for (ClaimRecord record : records) {
                int column = 1;
                for (String value : record.values()) {
                    insert.setObject(column++, value, Types.OTHER);
                }
                insert.setString(column, mark);
                insert.addBatch();
                if (++waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, owner, password);
    }

    static String quoted(String identifier) {
        return '"' + identifier + '"';
    }
}
