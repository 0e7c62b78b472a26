package io.kontor.cli.demo;

import io.kontor.cli.deploy.Ports;
import io.kontor.cli.deploy.Secrets;
import io.kontor.cli.patience.Patience;
import io.kontor.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The gateway's REST API (docs/spec/rest.md) as one regulator's officer uses it. */
final class GatewayClient implements Regulator {
    private static final Duration PATIENCE = Patience.RESTART;

    private final String base;
    private final String participantId;
    private final JsonHttp http;

    GatewayClient(Ports ports, String participantId) {
        this.base = "http://127.0.0.1:" + ports.gateway() + "/api/v1/";
        this.participantId = participantId;
        String user = participantId.toLowerCase(Locale.ROOT) + ":" + Secrets.PORTAL;
        String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        this.http = new JsonHttp(Map.of("Authorization", "Basic " + basic, "Accept", "application/json"));
    }

    @Override
    public List<Mirrored> mirrors(List<String> logs) throws Exception {
        List<Mirrored> mirrored = new ArrayList<>();
        for (String log : logs) {
            mirrored.add(Polling.until("mirror log " + log, PATIENCE, () -> mirror(log)));
        }
        return mirrored;
    }

    /** The mirror of a log, once it has compared its root with the anchored head's. */
    private Optional<Mirrored> mirror(String logId) throws Exception {
        for (JsonObject log : summary().array("logs").objects(each -> each)) {
            boolean own =
                    log.string("logId").equals(logId) && log.string("mirror").startsWith(participantId);
            String state = log.string("state");
            if (own && (state.equals("VERIFIED") || state.equals("MISMATCH"))) {
                boolean equal = log.string("ownRoot").equals(log.string("anchoredRoot"));
                long received = log.optionalLong("received").orElse(0);
                long gaps = log.optionalLong("gap").orElse(0);
                return Optional.of(new Mirrored(logId, received, gaps, equal ? Root.EQUAL : Root.DIFFERENT));
            }
        }
        return Optional.empty();
    }

    @Override
    public JsonObject summary() throws Exception {
        return http.get(base + "supervision").required("read supervision summary");
    }

    @Override
    public String bundle(String logId, long index) throws Exception {
        String url = base + "receipts/" + logId + "/" + index + "/bundle";
        return Polling.until("export bundle of " + logId + "#" + index, PATIENCE, () -> {
            JsonHttp.Answer answer = http.get(url);
            return answer.good() ? Optional.of(answer.body()) : Optional.empty();
        });
    }
}
