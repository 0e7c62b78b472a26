package io.kontor.dataplane.jdbc;

/**
 * How a JDBC source reaches its database and how much it may take of it.
 *
 * @param url {@code jdbc:postgresql:…}
 * @param user account, which may only read
 * @param password its password
 * @param maxRows rows that one algorithm may answer, 1 to 100,000
 * @param statementTimeoutMs milliseconds that one statement may run, 1 to 600,000
 * @param poolSize connections, 1 to 64
 */
public record JdbcSettings(
        String url, String user, String password, int maxRows, int statementTimeoutMs, int poolSize) {

    public JdbcSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "Cannot use database '" + url + "': the address must begin with jdbc:postgresql:");
        }
        requireBetween("max-rows", maxRows, 100_000);
        requireBetween("statement-timeout-ms", statementTimeoutMs, 600_000);
        requireBetween("pool-size", poolSize, 64);
    }

    private static void requireBetween(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("Cannot use " + key + " " + value + ": must be 1 to " + max);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "JdbcSettings[url=" + url + ", user=" + user + "]";
    }
}
