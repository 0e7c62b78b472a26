package io.kontor.extension.grant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.edc.spi.persistence.EdcPersistenceException;
import org.eclipse.edc.transaction.datasource.spi.DataSourceRegistry;
import org.eclipse.edc.transaction.spi.TransactionContext;

/**
 * The table {@code kontor_grant_outbox}. A row is written by a database trigger in the very transaction that finalises a negotiation, so that
 * no crash comes between them; {@link #reconcile} adds what a trigger might still have missed. Thread-safe.
 */
final class GrantOutbox {
    private static final String COLUMNS = "agreement_id, contract_id, state, attempts, code, text";
    private static final String DUE = "select " + COLUMNS
            + " from kontor_grant_outbox where state = 'PENDING' and next_attempt_at <= ? order by created_at limit ?";
    private static final String FIND = "select " + COLUMNS + " from kontor_grant_outbox where agreement_id = ?";
    private static final String UPDATE =
            "update kontor_grant_outbox set state = ?, attempts = ?, code = ?, text = ?, next_attempt_at = ?"
                    + " where agreement_id = ?";
    private static final String RECONCILE = """
            insert into kontor_grant_outbox (agreement_id, contract_id)
            select a.agr_agreement_id, a.agr_id
            from edc_contract_negotiation n join edc_contract_agreement a on a.agr_id = n.agreement_id
            where n.state = 1200 and n.type = 'PROVIDER'
            on conflict (agreement_id) do nothing""";

    private final DataSourceRegistry dataSources;
    private final TransactionContext transactions;

    GrantOutbox(DataSourceRegistry dataSources, TransactionContext transactions) {
        this.dataSources = dataSources;
        this.transactions = transactions;
    }

    List<OutboxRow> due(Instant now, int limit) {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(DUE)) {
                query.setTimestamp(1, Timestamp.from(now));
                query.setInt(2, limit);
                return read(query);
            }
        });
    }

    Optional<OutboxRow> find(String agreementId) {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
                query.setString(1, agreementId);
                return read(query).stream().findFirst();
            }
        });
    }

    void save(OutboxRow row, Instant nextAttemptAt) {
        run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
                update.setString(1, row.state().name());
                update.setInt(2, row.attempts());
                update.setString(3, row.code().orElse(null));
                update.setString(4, row.text().orElse(null));
                update.setTimestamp(5, Timestamp.from(nextAttemptAt));
                update.setString(6, row.agreementId());
                return update.executeUpdate();
            }
        });
    }

    /** Adds rows for finalised negotiations that have none. */
    int reconcile() {
        return run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(RECONCILE)) {
                return insert.executeUpdate();
            }
        });
    }

    private static List<OutboxRow> read(PreparedStatement query) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (ResultSet result = query.executeQuery()) {
            while (result.next()) {
                rows.add(new OutboxRow(
                        result.getString(1),
                        result.getString(2),
                        OutboxRow.State.valueOf(result.getString(3)),
                        result.getInt(4),
                        Optional.ofNullable(result.getString(5)),
                        Optional.ofNullable(result.getString(6))));
            }
        }
        return rows;
    }

    private <T> T run(Work<T> work) {
        return transactions.execute(() -> {
            try (Connection connection =
                    dataSources.resolve(DataSourceRegistry.DEFAULT_DATASOURCE).getConnection()) {
                return work.run(connection);
            } catch (SQLException e) {
                throw new EdcPersistenceException(e);
            }
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
