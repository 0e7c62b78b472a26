package io.kontor.extension.transfer;

import java.net.URI;
import java.util.function.Supplier;
import org.eclipse.edc.connector.dataplane.selector.spi.client.DataPlaneClient;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.response.ResponseStatus;
import org.eclipse.edc.spi.response.StatusResult;
import org.eclipse.edc.spi.types.domain.transfer.DataFlowResponseMessage;
import org.eclipse.edc.spi.types.domain.transfer.DataFlowStartMessage;

/** The connector's one data plane, spoken to by data-plane signaling. Thread-safe. */
final class DataPlaneLink {
    /** Identifier under which EDC's records name the data plane. */
    static final String ID = "kontor-data-plane";

    private final Supplier<DataPlaneClient> client;
    private final URI callback;
    private final Monitor monitor;

    DataPlaneLink(Supplier<DataPlaneClient> client, URI callback, Monitor monitor) {
        this.client = client;
        this.callback = callback;
        this.monitor = monitor;
    }

    URI callback() {
        return callback;
    }

    /** Starts a flow; any failure may be tried again, for a start is idempotent on its process id. */
    StatusResult<DataFlowResponseMessage> start(DataFlowStartMessage message) {
        StatusResult<DataFlowResponseMessage> answer = client.get().start(message);
        return answer.succeeded()
                ? answer
                : StatusResult.failure(ResponseStatus.ERROR_RETRY, answer.getFailureDetail());
    }

    StatusResult<Void> stop(FlowStops.Stop stop) {
        DataPlaneClient dataPlane = client.get();
        StatusResult<Void> answer = stop.action() == FlowStops.Action.SUSPEND
                ? dataPlane.suspend(stop.processId())
                : dataPlane.terminate(stop.processId());
        answer.onFailure(failure -> monitor.warning("Cannot " + stop.action() + " flow " + stop.processId()
                + " at the data plane yet: " + failure.getFailureDetail()));
        return answer;
    }
}
