package io.kontor.extension.identity;

import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.eclipse.edc.spi.EdcException;
import org.eclipse.edc.spi.monitor.Monitor;

/**
 * Answers a DSP message whose sender could not be checked (CON-2). EDC's transactions wrap what ends them into an {@link EdcException},
 * for which it has no answer of its own but 500; that stays the answer to any other.
 */
final class AwayMapper implements ExceptionMapper<EdcException> {
    private final Monitor monitor;

    AwayMapper(Monitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public Response toResponse(EdcException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServiceUnavailableException away) {
                return away.getResponse();
            }
        }
        monitor.severe("Cannot answer a DSP message", exception);
        return Response.serverError().build();
    }
}
