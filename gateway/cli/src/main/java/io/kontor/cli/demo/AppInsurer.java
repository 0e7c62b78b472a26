package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.deploy.Secrets;
import io.kontor.cli.deploy.SuiteKeys;
import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.app.AppClient.AppSession;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.sample.SampleAlgorithms;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.consumer.PartyKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The insurer's application, speaking the application API of its own connector (DPL-40 to DPL-49). */
final class AppInsurer implements Insurer {
    private static final Person USER = new Person("claims01", "claims01");
    private static final Person APPLICATION = new Person("claim-core-2.1", "claim-core-2.1");
    private static final int FIRST_PIECE = 4_096;
    private static final int MAC_BYTES = 32;

    private final PatientApp app;
    private final DemoRecords records;
    private final SuiteKeys keys;
    private final String supplierAddress;
    private final Map<String, AppSession> open = new TreeMap<>();

    AppInsurer(Context context, DemoRecords records) {
        Ports.ConnectorPorts own = context.ports().connector(Cast.CONNECTORS.indexOf("Q-INS"));
        this.app = new PatientApp(new AppClient("http://127.0.0.1:" + own.application(), Secrets.APPLICATION));
        this.supplierAddress =
                "http://127.0.0.1:" + context.ports().connector(0).data();
        this.records = records;
        this.keys = context.suiteKeys();
    }

    @Override
    public CallAnswer process(Request request) throws Exception {
        return answer(call(request, body("PROCESS", request).put("algorithm", SampleAlgorithms.CLAIM)));
    }

    @Override
    public CallAnswer view(Request request, String document) throws Exception {
        HttpAnswer first = call(request, body("VIEW", request).put("document", document));
        if (first.status() != 200) {
            return answer(first);
        }
        ByteArrayOutputStream pages = new ByteArrayOutputStream();
        pages.write(first.bytes());
        HttpAnswer last = first;
        String callId = first.header("Kontor-Call").orElseThrow();
        int count = Integer.parseInt(first.header("Kontor-Pages").orElse("1"));
        for (int page = 2; page <= count; page++) {
            last = session(request.grantId()).page(callId, page);
            pages.write(last.bytes());
        }
        return new CallAnswer(outcome(last), pages.toByteArray(), last.receipt(), CallAnswer.Replayed.NO);
    }

    @Override
    public CallAnswer download(Request request, String object) throws Exception {
        HttpAnswer received = call(request, body("DOWNLOAD", request).put("object", object));
        return received.status() == 200 ? ended(request, received) : answer(received);
    }

    /** The receipt of a stream comes at its end. */
    private CallAnswer ended(Request request, HttpAnswer received) throws Exception {
        String callId = received.header("Kontor-Call").orElseThrow();
        JsonObject call =
                required("read call " + callId, session(request.grantId()).outcome(callId));
        Optional<CallReceipt> receipt = call.optionalString("receipt").map(AppInsurer::receipt);
        return new CallAnswer(call.string("outcome"), received.bytes(), receipt, CallAnswer.Replayed.NO);
    }

    @Override
    public Interrupted downloadWhile(Request request, String object, Act act) throws Exception {
        JsonObject body = body("DOWNLOAD", request)
                .put("object", object)
                .put("callId", RawSession.newCallId())
                .build();
        HttpResponse<InputStream> stream = stream(request.grantId(), body);
        long expected = stream.headers().firstValueAsLong("Content-Length").orElse(-1);
        long bytes = 0;
        try (InputStream in = stream.body()) {
            bytes += in.readNBytes(FIRST_PIECE).length;
            act.run();
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes += count;
            }
        } catch (IOException e) {
            return new Interrupted(bytes, Interrupted.End.CUT);
        }
        return new Interrupted(bytes, bytes == expected ? Interrupted.End.COMPLETE : Interrupted.End.CUT);
    }

    @Override
    public String openAs(String grantId, Person user, Person application) throws Exception {
        return app.open(grantId, party(user), party(application))
                .opening()
                .code()
                .orElse("OPENED");
    }

    /** Straight to the supplier, in a session that is open, with a MAC of zeros. */
    @Override
    public CallAnswer forgedMac(Request request) throws Exception {
        JsonObject body = body("PROCESS", request)
                .put("algorithm", SampleAlgorithms.CLAIM)
                .build();
        CallEnvelope forged = new CallEnvelope(
                session(request.grantId()).session(),
                1,
                "00000000000000000000000000000001",
                0,
                Base64.getEncoder().encodeToString(new byte[MAC_BYTES]),
                CanonicalJson.bytes(body));
        return answer(app.call(() -> RawSession.call(supplierAddress, forged)));
    }

    @Override
    public String delete(String grantId) throws Exception {
        return required("delete what is held of " + grantId, app.ask(client -> client.delete(grantId)))
                .string("statementDigest");
    }

    /** Lets the connector post its own counts of a period to the ledger. */
    void postCounts(String orderId, int period) throws Exception {
        required("post counts of " + orderId, app.ask(client -> client.postCounts(orderId, period)));
    }

    /** The id is the application's, so that the same call can be made again; a session that is over is opened anew. */
    private HttpAnswer call(Request request, JsonObjectBuilder body) throws Exception {
        JsonObject call = body.put("callId", request.callId().orElseGet(RawSession::newCallId))
                .build();
        HttpAnswer first = app.call(() -> inSession(request.grantId(), call));
        if (first.status() != 401) {
            return first;
        }
        open.remove(request.grantId());
        return app.call(() -> inSession(request.grantId(), call));
    }

    /** A stream that has begun; as with every call, a session that is over is opened anew. */
    private HttpResponse<InputStream> stream(String grantId, JsonObject call) throws Exception {
        HttpResponse<InputStream> stream = session(grantId).stream(call);
        if (stream.statusCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            stream.body().close();
            open.remove(grantId);
            stream = session(grantId).stream(call);
        }
        if (stream.statusCode() != HttpURLConnection.HTTP_OK) {
            try (InputStream refusal = stream.body()) {
                throw new IllegalStateException("Cannot begin download under grant " + grantId + ": answered "
                        + stream.statusCode() + " " + new String(refusal.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return stream;
    }

    /** What refuses the session refuses the call. */
    private HttpAnswer inSession(String grantId, JsonObject call) throws Exception {
        AppSession session = session(grantId);
        return session.isOpen() ? session.call(call) : session.opening();
    }

    private AppSession session(String grantId) throws Exception {
        AppSession known = open.get(grantId);
        if (known == null) {
            known = app.open(grantId, party(USER), party(APPLICATION));
            if (known.isOpen()) {
                open.put(grantId, known);
            }
        }
        return known;
    }

    private PartyKey party(Person person) {
        Digest32 salt = Digest32.of(records.salt(person.name()));
        return new PartyKey(person.name(), salt, keys.ofCredential(person.key()));
    }

    private static JsonObjectBuilder body(String action, Request request) {
        JsonObjectBuilder body = JsonObject.builder().put("action", action).put("purpose", request.purpose());
        request.subject().ifPresent(subject -> body.put("subject", subject));
        request.consent().ifPresent(consent -> body.put("consent", ConsentDocumentCodec.toJson(consent)));
        return body;
    }

    private static JsonObject required(String what, HttpAnswer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException("Cannot " + what + ": " + answer.status() + " "
                    + answer.code().orElse("") + " " + answer.detail().orElse(""));
        }
        return answer.json();
    }

    private static CallAnswer answer(HttpAnswer received) {
        CallAnswer.Replayed replayed =
                received.header("Kontor-Replay").isPresent() ? CallAnswer.Replayed.YES : CallAnswer.Replayed.NO;
        return new CallAnswer(outcome(received), received.bytes(), received.receipt(), replayed);
    }

    private static CallReceipt receipt(String base64) {
        return LeafCodec.decodeReceipt(Base64.getDecoder().decode(base64));
    }

    private static String outcome(HttpAnswer received) {
        return received.status() == 200 ? "RELEASED" : received.code().orElse("HTTP " + received.status());
    }
}
