package io.kontor.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CON-12. */
class StartGateTest {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final StartGate gate = new StartGate();

    @BeforeEach
    void listen() throws Exception {
        connector.setHost("127.0.0.1");
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer(gate);
        server.addConnector(connector);
        server.setHandler(new DefaultHandler());
        server.start();
    }

    @AfterEach
    void end() throws Exception {
        server.stop();
    }

    @Test
    void con_12_answers_503_until_it_is_opened() throws Exception {
        HttpResponse<String> early = ask();
        gate.open();
        HttpResponse<String> late = ask();

        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(late.statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> ask() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/dsp/2025-1/negotiations");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
