package io.kontor.dataplane.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.dataplane.http.HttpListener;
import io.kontor.dataplane.http.ListenerSettings;
import io.kontor.dataplane.http.Routes;
import io.kontor.model.json.JsonObject;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener with {@code tls-certificate} and {@code tls-private-key}, and a client with {@code peer.tls-roots} (DPL-60). */
class PeerClientTlsTest {

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final OrganisationAuthority authority = OrganisationAuthority.create("F-OPS", "FOpsMSP");
    // An HTTP client that nobody holds is closed by its event loops.
    private final List<PeerClient> clients = new ArrayList<>();
    private HttpListener listener;

    @BeforeEach
    void start() throws IOException {
        IssuedIdentity server = authority.issue(CertificateRequest.tls("127.0.0.1", "127.0.0.1", "localhost"));
        ListenerSettings.Tls tls = new ListenerSettings.Tls(
                Files.writeString(folder.resolve("server.pem"), server.certificatePem()),
                Files.writeString(folder.resolve("server.key"), server.privateKeyPem()));
        listener = HttpListener.start(
                vertx,
                new ListenerSettings("public listener", "127.0.0.1", 0, Optional.of(tls), 10, 10),
                new Routes()
                        .on(
                                "GET",
                                "/x",
                                exchange -> exchange.json(
                                        200,
                                        JsonObject.builder().put("ok", true).build())));
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_trusted_authority_is_accepted_and_another_is_not() throws IOException {
        assertThat(listener.baseUrl()).startsWith("https://");
        assertThat(get(authority)).isEqualTo("{\"ok\":true}");

        OrganisationAuthority other = OrganisationAuthority.create("Q-OPS", "QOpsMSP");
        assertThatThrownBy(() -> get(other)).hasMessageContaining("UNREACHABLE");
    }

    private String get(OrganisationAuthority trusted) throws IOException {
        Path roots = Files.writeString(
                folder.resolve(trusted.name() + ".pem"), trusted.tlsRoot().certificatePem());
        PeerClient client = new PeerClient(vertx, Optional.of(roots));
        clients.add(client);
        byte[] body = client.send(HttpMethod.GET, listener.baseUrl() + "/x", Map.of(), new byte[0])
                .compose(response -> BoundedBody.read(response, 1_000))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new String(body, StandardCharsets.UTF_8);
    }
}
