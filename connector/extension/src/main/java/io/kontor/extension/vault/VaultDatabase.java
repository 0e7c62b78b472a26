package io.kontor.extension.vault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The vault's own connection. EDC's pool asks the vault for its password, so the vault cannot use the pool. One connection, one caller at a
 * time; a broken connection is replaced once per call.
 */
final class VaultDatabase implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private @Nullable Connection connection;

    VaultDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** One statement or query against the vault's table. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    synchronized <T> T with(Work<T> work) throws SQLException {
        Connection kept = connection;
        if (kept != null) {
            try {
                return work.run(kept);
            } catch (SQLException e) {
                close();
                if (!broken(e)) {
                    throw e;
                }
            }
        }
        Connection fresh = DriverManager.getConnection(url, user, password);
        connection = fresh;
        return work.run(fresh);
    }

    private static boolean broken(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57");
    }

    /** Ends the connection; a failure to do so leaves nothing to clean up and is dropped. */
    @Override
    @SuppressWarnings("EmptyCatch")
    public synchronized void close() {
        Connection kept = connection;
        connection = null;
        if (kept != null) {
            try {
                kept.close();
            } catch (SQLException alreadyBroken) {
                // The next call opens a fresh connection and reports what is wrong with the database.
            }
        }
    }
}
