package io.kontor.extension.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.edc.spi.persistence.EdcPersistenceException;
import org.eclipse.edc.transaction.datasource.spi.DataSourceRegistry;
import org.eclipse.edc.transaction.spi.TransactionContext;

/** The table {@code kontor_flow_stop}: stops that the data plane has not confirmed. A row is there before the data plane is asked. Thread-safe. */
final class FlowStops {
    private static final String UPSERT = """
            insert into kontor_flow_stop (process_id, action) values (?, ?)
            on conflict (process_id) do update set action = excluded.action""";
    private static final String DELETE = "delete from kontor_flow_stop where process_id = ?";
    private static final String CONFIRM = "delete from kontor_flow_stop where process_id = ? and action = ?";
    private static final String PENDING = "select process_id, action from kontor_flow_stop order by created_at limit ?";

    private final DataSourceRegistry dataSources;
    private final TransactionContext transactions;

    FlowStops(DataSourceRegistry dataSources, TransactionContext transactions) {
        this.dataSources = dataSources;
        this.transactions = transactions;
    }

    /** What the data plane must do with a flow. */
    enum Action {
        SUSPEND,
        TERMINATE
    }

    /** A stop that is owed. */
    record Stop(String processId, Action action) {}

    void owe(Stop stop) {
        update(UPSERT, stop.processId(), stop.action().name());
    }

    void confirm(Stop stop) {
        update(CONFIRM, stop.processId(), stop.action().name());
    }

    /** A flow that starts again owes no earlier stop. */
    void forget(String processId) {
        update(DELETE, processId);
    }

    List<Stop> pending(int limit) {
        return run(connection -> {
            List<Stop> stops = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(PENDING)) {
                query.setInt(1, limit);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        stops.add(new Stop(rows.getString(1), Action.valueOf(rows.getString(2))));
                    }
                }
            }
            return stops;
        });
    }

    private void update(String sql, String... parameters) {
        run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setString(i + 1, parameters[i]);
                }
                return statement.executeUpdate();
            }
        });
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
