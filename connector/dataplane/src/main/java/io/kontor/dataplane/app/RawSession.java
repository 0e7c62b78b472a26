package io.kontor.dataplane.app;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.call.SessionHeaders;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.consumer.SessionDraft;
import io.kontor.usage.receiptlog.HeadSigner;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.SessionOpening;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Speaks session.md to a supplier's data plane itself, without a connector's journal or checks: for tests, and to try what a dishonest
 * caller could. Not thread-safe.
 */
public final class RawSession {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String address;
    private final CryptoSuite suite;
    private final HeadSigner signer;
    private final HttpAnswer opening;
    private final Optional<ConsumerSession> session;

    private RawSession(
            String address,
            CryptoSuite suite,
            HeadSigner signer,
            HttpAnswer opening,
            Optional<ConsumerSession> session) {
        this.address = address;
        this.suite = suite;
        this.signer = signer;
        this.opening = opening;
        this.session = session;
    }

    /**
     * Asks for a session.
     *
     * @param address base URL of the data plane
     * @param memberKey the member's connector key
     * @param request agreement, log, user and application with their keys
     * @return the session, open or refused
     */
    public static RawSession open(String address, SigningKey memberKey, SessionDraft.Request request) {
        return open(address, CryptoSuites.intl(), memberKey, request);
    }

    /**
     * Asks for a session in a federation that chose a suite.
     *
     * @param address base URL of the data plane
     * @param suite suite of the federation, which is that of all keys
     * @param memberKey the member's connector key
     * @param request agreement, log, user and application with their keys
     * @return the session, open or refused
     */
    public static RawSession open(
            String address, CryptoSuite suite, SigningKey memberKey, SessionDraft.Request request) {
        SessionDraft draft = new SessionDraft(suite, InstantSource.system(), memberKey, request);
        HttpAnswer answer = open(address, draft.opening());
        Optional<ConsumerSession> session = answer.isSuccess()
                ? Optional.of(draft.accept(new String(answer.bytes(), StandardCharsets.UTF_8)))
                : Optional.empty();
        HeadSigner signer = new HeadSigner("consumer:" + request.grantId(), memberKey);
        return new RawSession(address, suite, signer, answer, session);
    }

    /** Sends an opening as it is. */
    public static HttpAnswer open(String address, SessionOpening opening) {
        return send(HttpRequest.newBuilder(URI.create(address + "/v1/sessions"))
                .header(SessionHeaders.SIGNATURE_MEMBER, opening.memberSignature())
                .header(SessionHeaders.SIGNATURE_USER, opening.userSignature())
                .header(SessionHeaders.SIGNATURE_APPLICATION, opening.applicationSignature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(opening.body())));
    }

    /** The answer to the opening. */
    public HttpAnswer opening() {
        return opening;
    }

    /** Secrets and numbers of the open session. */
    public ConsumerSession session() {
        return session.orElseThrow(() -> new IllegalStateException("Cannot call: the session was refused, " + opening));
    }

    /** A fresh call id. */
    public static String newCallId() {
        return HexFormat.of().formatHex(CryptoSuites.intl().random(16));
    }

    /** Calls with a fresh call id. */
    public HttpAnswer call(JsonObject body) {
        return call(newCallId(), body);
    }

    /** Calls with the next sequence number; signs a head when one is due and calls again. */
    public HttpAnswer call(String callId, JsonObject body) {
        byte[] bytes = CanonicalJson.bytes(body);
        HttpAnswer answer = call(session().next(callId, bytes));
        if (!answer.code().equals(Optional.of(RejectionCode.HEAD_DUE.name()))) {
            return answer;
        }
        HttpAnswer head = head();
        return head.isSuccess() ? call(session().next(callId, bytes)) : head;
    }

    /** Signs a head over a tree that nobody can tell from the right one, and sends it (SES-8). */
    public HttpAnswer head() {
        long now = InstantSource.system().millis();
        Digest32 root = Digest32.of(suite.digest(String.valueOf(now).getBytes(StandardCharsets.UTF_8)));
        SignedTreeHead head = signer.sign(new TreeHead(now, root), 0, now);
        byte[] body = CanonicalJson.bytes(JsonObject.builder()
                .put("treeSize", now)
                .put("rootHash", root.hex())
                .put("time", now)
                .put("signature", head.signature())
                .build());
        return fetch("POST", "/v1/sessions/" + session().identity().session() + "/head", body);
    }

    /** Calls with an envelope as it is, whatever stands in it. */
    public HttpAnswer call(CallEnvelope envelope) {
        HttpAnswer answer = call(address, envelope);
        session().answered(envelope.sequence());
        return answer;
    }

    /** Sends an envelope as it is, in whatever session it names. */
    public static HttpAnswer call(String address, CallEnvelope envelope) {
        return send(request(address, envelope));
    }

    /** Calls and leaves the body to the caller, who closes it. */
    public HttpResponse<InputStream> stream(CallEnvelope envelope) {
        try {
            return CLIENT.send(request(address, envelope).build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot call " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot call " + address + ": interrupted", e);
        }
    }

    private static HttpRequest.Builder request(String address, CallEnvelope envelope) {
        return HttpRequest.newBuilder(URI.create(address + "/v1/calls"))
                .header(SessionHeaders.SESSION, envelope.session())
                .header(SessionHeaders.SEQUENCE, String.valueOf(envelope.sequence()))
                .header(SessionHeaders.CALL, envelope.callId())
                .header(SessionHeaders.RECEIVED, String.valueOf(envelope.received()))
                .header(SessionHeaders.MAC, envelope.mac())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.body()));
    }

    /** Gets something within the session, such as {@code /v1/viewings/…/pages/2}. */
    public HttpAnswer get(String path) {
        return fetch("GET", path, new byte[0]);
    }

    /**
     * Gets bytes of an open download (DPL-15).
     *
     * @param callId its call
     * @param range value of the header {@code Range}; empty for the whole
     */
    public HttpAnswer range(String callId, String range) {
        return range(callId, range, range);
    }

    /**
     * Gets bytes of an open download with a MAC over one range and a header with another.
     *
     * @param callId its call
     * @param signed value that the MAC covers
     * @param range value of the header {@code Range}; empty for none
     */
    public HttpAnswer range(String callId, String signed, String range) {
        String path = "/v1/downloads/" + callId;
        FetchEnvelope envelope = session().fetch("GET", path, signed.getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header(SessionHeaders.SESSION, envelope.session())
                .header(SessionHeaders.MAC, envelope.mac());
        return send(range.isEmpty() ? request : request.header("Range", range));
    }

    /** The newest receipt of a sequence number (SES-9), with its proof once anchored. */
    public HttpAnswer receipt(long sequence) {
        return get("/v1/sessions/" + session().identity().session() + "/receipts/" + sequence);
    }

    /** Exact bytes of the newest receipt of a sequence number. */
    public byte[] leaf(long sequence) {
        return Base64.getDecoder().decode(receipt(sequence).json().string("leaf"));
    }

    /** Sends a request that is no call (SES-3a). */
    public HttpAnswer fetch(String method, String path, byte[] body) {
        return fetch(session().fetch(method, path, body));
    }

    /** Sends a request that is no call as it is. */
    public HttpAnswer fetch(FetchEnvelope envelope) {
        return send(HttpRequest.newBuilder(URI.create(address + envelope.path()))
                .header(SessionHeaders.SESSION, envelope.session())
                .header(SessionHeaders.MAC, envelope.mac())
                .method(envelope.method(), HttpRequest.BodyPublishers.ofByteArray(envelope.body())));
    }

    static HttpAnswer send(HttpRequest.Builder request) {
        try {
            return HttpAnswer.of(
                    CLIENT.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reach data plane: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot reach data plane: interrupted", e);
        }
    }
}
