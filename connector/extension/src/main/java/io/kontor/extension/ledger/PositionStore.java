package io.kontor.extension.ledger;

import io.kontor.client.ledger.EventPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.edc.spi.persistence.EdcPersistenceException;
import org.eclipse.edc.transaction.datasource.spi.DataSourceRegistry;
import org.eclipse.edc.transaction.spi.TransactionContext;

/**
 * Where following the ledger stopped, so that a restart does not read it from the first block. Saved at most every five seconds: an event that is
 * passed twice does no harm. One thread.
 */
final class PositionStore {
    private static final long SAVE_EVERY_MS = 5_000;
    private static final String SELECT = "select block, transaction_id from kontor_ledger_position";
    private static final String UPSERT = """
            insert into kontor_ledger_position (one, block, transaction_id) values (true, ?, ?)
            on conflict (one) do update set block = excluded.block, transaction_id = excluded.transaction_id""";

    private final DataSourceRegistry dataSources;
    private final TransactionContext transactions;
    private final Clock clock;
    private long savedAt;

    PositionStore(DataSourceRegistry dataSources, TransactionContext transactions, Clock clock) {
        this.dataSources = dataSources;
        this.transactions = transactions;
        this.clock = clock;
    }

    EventPosition load() {
        return transactions.execute(() -> {
            try (Connection connection = connection();
                    PreparedStatement query = connection.prepareStatement(SELECT);
                    ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? new EventPosition(rows.getLong(1), Optional.ofNullable(rows.getString(2)))
                        : EventPosition.START;
            } catch (SQLException e) {
                throw new EdcPersistenceException(e);
            }
        });
    }

    void save(EventPosition position) {
        long now = clock.millis();
        if (now - savedAt < SAVE_EVERY_MS) {
            return;
        }
        savedAt = now;
        transactions.execute(() -> {
            try (Connection connection = connection();
                    PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                upsert.setLong(1, position.block());
                upsert.setString(2, position.afterTransaction().orElse(null));
                upsert.executeUpdate();
            } catch (SQLException e) {
                throw new EdcPersistenceException(e);
            }
        });
    }

    private Connection connection() throws SQLException {
        return dataSources.resolve(DataSourceRegistry.DEFAULT_DATASOURCE).getConnection();
    }
}
