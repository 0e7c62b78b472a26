package io.kontor.dataplane.consumer;

import io.kontor.dataplane.call.SessionHeaders;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.SessionOpening;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests of session.md as HTTP. */
final class Exchanges {

    private static final String JSON = "application/json";
    private static final String CONTENT_TYPE = "Content-Type";

    private final PeerClient client;

    Exchanges(PeerClient client) {
        this.client = client;
    }

    Future<HttpClientResponse> open(SupplierAddress supplier, SessionOpening opening) {
        return client.send(
                HttpMethod.POST,
                supplier.baseUrl() + "/v1/sessions",
                Map.of(
                        CONTENT_TYPE,
                        JSON,
                        SessionHeaders.SIGNATURE_MEMBER,
                        opening.memberSignature(),
                        SessionHeaders.SIGNATURE_USER,
                        opening.userSignature(),
                        SessionHeaders.SIGNATURE_APPLICATION,
                        opening.applicationSignature()),
                opening.body());
    }

    Future<HttpClientResponse> call(AppSession session, CallEnvelope envelope) {
        return client.send(
                HttpMethod.POST,
                session.url("/v1/calls"),
                Map.of(
                        CONTENT_TYPE,
                        JSON,
                        SessionHeaders.SESSION,
                        envelope.session(),
                        SessionHeaders.SEQUENCE,
                        String.valueOf(envelope.sequence()),
                        SessionHeaders.CALL,
                        envelope.callId(),
                        SessionHeaders.RECEIVED,
                        String.valueOf(envelope.received()),
                        SessionHeaders.MAC,
                        envelope.mac()),
                envelope.body());
    }

    /** A request within a session that is no call (SES-3a). */
    Future<HttpClientResponse> fetch(AppSession session, HttpMethod method, String path, byte[] body) {
        ConsumerSession own = session.session();
        FetchEnvelope envelope = own.fetch(method.name(), path, body);
        return client.send(
                method,
                session.url(path),
                Map.of(
                        CONTENT_TYPE,
                        JSON,
                        SessionHeaders.SESSION,
                        envelope.session(),
                        SessionHeaders.MAC,
                        envelope.mac()),
                body);
    }

    /** A request for bytes of a download: the MAC covers the range as its body (DPL-15). */
    Future<HttpClientResponse> range(AppSession session, HttpMethod method, String path, Optional<String> range) {
        byte[] covered = range.orElse("").getBytes(StandardCharsets.UTF_8);
        FetchEnvelope envelope = session.session().fetch(method.name(), path, covered);
        Map<String, String> headers =
                new TreeMap<>(Map.of(SessionHeaders.SESSION, envelope.session(), SessionHeaders.MAC, envelope.mac()));
        range.ifPresent(value -> headers.put("Range", value));
        return client.send(method, session.url(path), headers, new byte[0]);
    }
}
