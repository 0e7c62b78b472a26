package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.deploy.Secrets;
import io.kontor.dataplane.sample.SampleAlgorithms;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.CallReceipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The insurer's application, speaking the application API of its own connector (DPL-40 to DPL-49). */
final class AppInsurer implements Insurer {
    private static final Person USER = new Person("claims01", "claims01");
    private static final Person APPLICATION = new Person("claim-core-2.1", "claim-core-2.1");
    private static final int FIRST_PIECE = 4_096;

    private final AppHttp http;
    private final AppSessions sessions;
    private final String base;
    private final String supplierAddress;
    private final Map<String, AppSessions.Opened> open = new TreeMap<>();

    AppInsurer(Context context, DemoRecords records) {
        Ports.ConnectorPorts own = context.ports().connector(Cast.CONNECTORS.indexOf("Q-INS"));
        this.base = "http://127.0.0.1:" + own.application() + "/app/v1/";
        this.supplierAddress =
                "http://127.0.0.1:" + context.ports().connector(0).data();
        this.http = new AppHttp();
        this.sessions = new AppSessions(http, base, records, context.keys());
    }

    @Override
    public CallAnswer process(Request request) throws Exception {
        JsonObjectBuilder body = body("PROCESS", request).put("algorithm", SampleAlgorithms.CLAIM);
        return answer(call(request, body));
    }

    @Override
    public CallAnswer view(Request request, String document) throws Exception {
        AppHttp.Received first = call(request, body("VIEW", request).put("document", document));
        if (first.status() != 200) {
            return answer(first);
        }
        ByteArrayOutputStream pages = new ByteArrayOutputStream();
        pages.write(first.body());
        AppHttp.Received last = first;
        int count = Integer.parseInt(first.header("Kontor-Pages").orElse("1"));
        for (int page = 2; page <= count; page++) {
            last = http.get(
                    base + "viewings/" + first.header("Kontor-Call").orElseThrow() + "/pages/" + page, bearer(request));
            pages.write(last.body());
        }
        return new CallAnswer(outcome(last), pages.toByteArray(), last.receipt(), CallAnswer.Replayed.NO);
    }

    @Override
    public CallAnswer download(Request request, String object) throws Exception {
        AppHttp.Received received = call(request, body("DOWNLOAD", request).put("object", object));
        return received.status() == 200 ? ended(request, received) : answer(received);
    }

    /** The receipt of a stream comes at its end. */
    private CallAnswer ended(Request request, AppHttp.Received received) throws Exception {
        JsonObject call = http.get(
                        base + "calls/" + received.header("Kontor-Call").orElseThrow(), bearer(request))
                .required("read call");
        Optional<CallReceipt> receipt = call.optionalString("receipt").map(AppHttp::receipt);
        return new CallAnswer(call.string("outcome"), received.body(), receipt, CallAnswer.Replayed.NO);
    }

    @Override
    public Interrupted downloadWhile(Request request, String object, Act act) throws Exception {
        JsonObject body = body("DOWNLOAD", request).put("object", object).build();
        HttpResponse<InputStream> stream = http.stream(base + "calls", bearer(request), body);
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
        return sessions.open(grantId, user, application).refusal().orElse("OPENED");
    }

    @Override
    public CallAnswer forgedMac(Request request) throws Exception {
        AppSessions.Opened session = session(request.grantId());
        return answer(http.forged(
                supplierAddress,
                session,
                body("PROCESS", request)
                        .put("algorithm", SampleAlgorithms.CLAIM)
                        .build()));
    }

    @Override
    public String delete(String grantId) throws Exception {
        return http.post(
                        base + "deletions/" + grantId,
                        staff(),
                        JsonObject.builder().build())
                .required("delete what is held of " + grantId)
                .string("statementDigest");
    }

    /** Lets the connector post its own counts of a period to the ledger. */
    void postCounts(String orderId, int period) throws Exception {
        http.post(
                        base + "settlement/" + orderId + "/" + period + "/count",
                        staff(),
                        JsonObject.builder().build())
                .required("post counts of " + orderId);
    }

    private static Map<String, String> staff() {
        return Map.of("X-Api-Key", Secrets.APPLICATION);
    }

    private Map<String, String> bearer(Request request) throws Exception {
        return Map.of("Authorization", "Bearer " + session(request.grantId()).token());
    }

    private AppHttp.Received call(Request request, JsonObjectBuilder body) throws Exception {
        return http.retrying(base + "calls", bearer(request), body.build());
    }

    private AppSessions.Opened session(String grantId) throws Exception {
        AppSessions.Opened known = open.get(grantId);
        if (known == null) {
            AppSessions.Opening opening = sessions.open(grantId, USER, APPLICATION);
            known = opening.opened()
                    .orElseThrow(() -> new IOException("Cannot open session on " + grantId + ": "
                            + opening.refusal().orElse("no answer")));
            open.put(grantId, known);
        }
        return known;
    }

    private static JsonObjectBuilder body(String action, Request request) {
        JsonObjectBuilder body = JsonObject.builder().put("action", action).put("purpose", request.purpose());
        request.subject().ifPresent(subject -> body.put("subject", subject));
        request.consent().ifPresent(consent -> body.put("consent", ConsentDocumentCodec.toJson(consent)));
        request.callId().ifPresent(callId -> body.put("callId", callId));
        return body;
    }

    private static CallAnswer answer(AppHttp.Received received) {
        CallAnswer.Replayed replayed =
                received.header("Kontor-Replay").isPresent() ? CallAnswer.Replayed.YES : CallAnswer.Replayed.NO;
        return new CallAnswer(outcome(received), received.body(), received.receipt(), replayed);
    }

    private static String outcome(AppHttp.Received received) {
        return received.status() == 200 ? "RELEASED" : received.problemCode();
    }
}
