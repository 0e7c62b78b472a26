package io.kontor.extension.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Answers 503 until the connector is started (CON-12). EDC listens before its resources are there; a counterpart would take the 404 or 405 of
 * those moments for final and end its negotiation. Thread-safe.
 */
public final class StartGate implements HttpConfiguration.Customizer {
    private final AtomicBoolean started = new AtomicBoolean();

    StartGate() {}

    /** Lets requests in from now on. */
    public void open() {
        started.set(true);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (!started.get()) {
            throw new HttpException.RuntimeException(
                    HttpStatus.SERVICE_UNAVAILABLE_503, "The connector is starting; come again");
        }
        return request;
    }
}
