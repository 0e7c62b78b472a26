package io.kontor.dataplane.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kontor.dataplane.source.ProcessRequest;
import io.kontor.dataplane.source.ProcessResult;
import io.kontor.dataplane.source.ProcessSource;
import io.kontor.dataplane.source.SourceConfigurationException;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.SourceRequestException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Runs registered SQL in a read-only transaction of a read-only account, with bounds on rows, time and connections. A database
 * that is away gives a {@link SourceFailure}; once it is back the next call works. Thread-safe.
 */
public final class JdbcSource implements ProcessSource {

    private static final long CONNECTION_TIMEOUT_MS = 5_000;
    private static final int TRIES = 12;
    private static final Logger LOG = System.getLogger(JdbcSource.class.getName());

    private final String resourceId;
    private final JdbcSettings settings;
    private final Map<String, RegisteredAlgorithm> algorithms = new TreeMap<>();
    private final Map<String, Set<String>> parameters = new TreeMap<>();
    private final HikariDataSource pool;

    private JdbcSource(String resourceId, JdbcSettings settings, HikariDataSource pool) {
        this.resourceId = resourceId;
        this.settings = settings;
        this.pool = pool;
    }

    /**
     * Connects, checks the account and every algorithm. A database that is not up yet is waited for a minute (DPL-3).
     *
     * @throws SourceConfigurationException in one line, when the database cannot be reached, the account may write or an
     *     algorithm is not the registered one
     */
    public static JdbcSource open(String resourceId, JdbcSettings settings, List<RegisteredAlgorithm> algorithms) {
        return open(
                resourceId,
                settings,
                algorithms,
                new Patience(TRIES, CONNECTION_TIMEOUT_MS, line -> LOG.log(Level.WARNING, line)));
    }

    /**
     * How long a database is waited for at the start.
     *
     * @param tries tries at most
     * @param timeoutMs longest wait of one try, which the pool spends on connecting again
     * @param notice told before each further try
     */
    record Patience(int tries, long timeoutMs, Consumer<String> notice) {}

    static JdbcSource open(
            String resourceId, JdbcSettings settings, List<RegisteredAlgorithm> algorithms, Patience patience) {
        Map<String, Set<String>> parameters = new TreeMap<>();
        algorithms.forEach(algorithm -> parameters.put(algorithm.id(), algorithm.parametersAtStart()));
        HikariDataSource pool = new HikariDataSource(pool(resourceId, settings, patience));
        JdbcSource source = new JdbcSource(resourceId, settings, pool);
        source.parameters.putAll(parameters);
        algorithms.forEach(algorithm -> source.algorithms.put(algorithm.id(), algorithm));
        try (Connection connection = first(pool, resourceId, settings, patience)) {
            ReadOnlyAccount.require(connection, settings.user(), resourceId);
            return source;
        } catch (SQLException e) {
            pool.close();
            throw new SourceConfigurationException(
                    "Cannot serve resource " + resourceId + ": database " + settings.url()
                            + " does not accept account '" + settings.user() + "': " + firstLine(e),
                    e);
        } catch (SourceConfigurationException e) {
            pool.close();
            throw e;
        }
    }

    private static Connection first(HikariDataSource pool, String resourceId, JdbcSettings settings, Patience patience)
            throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                return pool.getConnection();
            } catch (SQLException e) {
                if (tried >= patience.tries() || !mayComeUp(e)) {
                    throw e;
                }
                patience.notice()
                        .accept("Waiting for database " + settings.url() + " of resource " + resourceId + ", try "
                                + (tried + 1) + " of " + patience.tries() + ": " + firstLine(e));
            }
        }
    }

    /** Not reached, starting, or full; anything else, a wrong password above all, stays wrong. */
    private static boolean mayComeUp(SQLException e) {
        Throwable cause = e.getCause() instanceof SQLException inner ? inner : e;
        String state = String.valueOf(((SQLException) cause).getSQLState());
        return state.startsWith("08") || state.equals("57P03") || state.equals("53300");
    }

    private static HikariConfig pool(String resourceId, JdbcSettings settings, Patience patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + resourceId);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        // Each transaction begins READ ONLY; what a statement sets for its session goes with the rollback.
        config.setReadOnly(true);
        config.addDataSourceProperty("options", "-c statement_timeout=" + settings.statementTimeoutMs());
        config.setConnectionTimeout(patience.timeoutMs());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "kontor-dataplane");
        config.addDataSourceProperty("connectTimeout", "5");
        return config;
    }

    @Override
    public void check(ProcessRequest request) throws SourceRequestException {
        RegisteredAlgorithm algorithm = algorithms.get(request.algorithm());
        if (algorithm == null) {
            throw new SourceRequestException("Cannot run algorithm " + request.algorithm()
                    + ": it is not registered for resource " + resourceId + ", registered are " + algorithms.keySet());
        }
        if (algorithm.kind() == AlgorithmKind.RECORD && request.subject().isEmpty()) {
            throw new SourceRequestException(
                    "Cannot run algorithm " + algorithm.id() + ": the call names no subject, the algorithm needs one");
        }
        checkNames(algorithm, parameters.getOrDefault(algorithm.id(), Set.of()), request);
    }

    private static void checkNames(RegisteredAlgorithm algorithm, Set<String> wanted, ProcessRequest request)
            throws SourceRequestException {
        Set<String> given = new TreeSet<>(request.parameters().keySet());
        if (given.contains(RegisteredAlgorithm.SUBJECT)) {
            throw new SourceRequestException("Cannot run algorithm " + algorithm.id()
                    + ": the subject stands in field 'subject', not among the parameters");
        }
        if (request.subject().isPresent()) {
            given.add(RegisteredAlgorithm.SUBJECT);
        }
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            throw new SourceRequestException(
                    "Cannot run algorithm " + algorithm.id() + ": parameters " + missing + " are missing");
        }
        given.remove(RegisteredAlgorithm.SUBJECT);
        given.removeAll(wanted);
        if (!given.isEmpty()) {
            throw new SourceRequestException("Cannot run algorithm " + algorithm.id() + ": parameters " + given
                    + " are unknown, known are " + wanted);
        }
    }

    @Override
    public ProcessResult process(ProcessRequest request) throws SourceFailure {
        RegisteredAlgorithm algorithm = algorithms.get(request.algorithm());
        if (algorithm == null) {
            throw new SourceFailure("Cannot run algorithm " + request.algorithm() + ": it is not registered");
        }
        NamedSql sql = algorithm.load();
        try (Connection connection = pool.getConnection()) {
            try {
                return run(connection, algorithm, sql, request);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new SourceFailure(
                    "Cannot run algorithm " + algorithm.id() + ": the database refused it (SQLSTATE " + e.getSQLState()
                            + ")",
                    e);
        }
    }

    private ProcessResult run(
            Connection connection, RegisteredAlgorithm algorithm, NamedSql sql, ProcessRequest request)
            throws SQLException, SourceFailure {
        try (PreparedStatement statement = connection.prepareStatement(sql.jdbcText())) {
            statement.setMaxRows(settings.maxRows() + 1);
            statement.setFetchSize(settings.maxRows() + 1);
            int index = 1;
            for (String name : sql.order()) {
                // Untyped text: the statement's own context gives the type; nothing is ever concatenated.
                statement.setObject(index++, valueOf(algorithm, name, request), Types.OTHER);
            }
            try (ResultSet rows = statement.executeQuery()) {
                ResultReader reader = new ResultReader(algorithm, settings.maxRows(), request);
                return algorithm.kind() == AlgorithmKind.RECORD ? reader.record(rows) : reader.groups(rows);
            }
        }
    }

    private static String valueOf(RegisteredAlgorithm algorithm, String name, ProcessRequest request)
            throws SourceFailure {
        Optional<String> value = name.equals(RegisteredAlgorithm.SUBJECT)
                ? request.subject()
                : Optional.ofNullable(request.parameters().get(name));
        return value.orElseThrow(() ->
                new SourceFailure("Cannot run algorithm " + algorithm.id() + ": parameter '" + name + "' is missing"));
    }

    private static String firstLine(SQLException e) {
        Throwable cause = e.getCause() instanceof SQLException inner ? inner : e;
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }

    @Override
    public void close() {
        pool.close();
    }
}
