package io.kontor.cli.bench;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Secrets;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A data plane under measurement: the packaged program, with enforcement or without. One thread. */
final class BenchServer implements Measured, AutoCloseable {

    /** As docs/performance.md recommends. What outlives two collections stays long: a receipt's place, its hash, its call id. */
    private static final List<String> JVM = List.of(
            "-Xms1g",
            "-Xmx2g",
            "-Xmn384m",
            "-XX:MaxTenuringThreshold=1",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseTransparentHugePages");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KONTOR = "https://kontor.io/ns/tds/";

    private final BenchProcess process;
    private final Settings settings;

    private BenchServer(BenchProcess process, Settings settings) {
        this.process = process;
        this.settings = settings;
    }

    /**
     * How it runs.
     *
     * @param name name, also of its log
     * @param publicPort port of the calls
     * @param controlPort port of the control listener
     * @param durability disk or os
     * @param enforcement on or off
     * @param resources resources with a synthetic source
     * @param upstreamPort upstream of the sources; 0 for memory
     */
    record Settings(
            String name,
            int publicPort,
            int controlPort,
            String durability,
            String enforcement,
            List<String> resources,
            int upstreamPort) {}

    /**
     * What it is started with.
     *
     * @param home folder of the built modules
     * @param folder folder of the benchmark
     * @param keys keys of the cast
     * @param ledgerPort port of the ledger
     * @param pin where it runs
     * @param recordings folder for flight recordings
     */
    record Place(Path home, Path folder, KeyStoreFolder keys, int ledgerPort, Pinning pin, Optional<Path> recordings) {}

    static BenchServer start(Place place, Settings settings) {
        Path target = place.home().resolve("connector/dataplane/target");
        String classPath = target.resolve("kontor-dataplane.jar") + File.pathSeparator + target.resolve("lib") + "/*";
        Path config = write(place, settings);
        BenchProcess process = BenchProcess.start(
                new BenchProcess.Program(settings.name(), classPath, command(place, settings, config), place.pin()),
                place.folder());
        return new BenchServer(process, settings);
    }

    private static List<String> command(Place place, Settings settings, Path config) {
        List<String> command = new ArrayList<>(JVM);
        if (settings.enforcement().equals("on")) {
            place.recordings()
                    .map(folder -> folder.resolve(settings.name() + ".jfr"))
                    .ifPresent(file ->
                            command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file));
        }
        command.addAll(List.of("io.kontor.dataplane.DataPlaneMain", "--config", config.toString()));
        return command;
    }

    private static Path write(Place place, Settings settings) {
        String identity = KeyStoreFolder.member(BenchCast.SUPPLIER, KeyStoreFolder.CONNECTOR);
        Map<String, Object> config = new TreeMap<>();
        config.put("role", "supplier");
        config.put("participant-id", BenchCast.SUPPLIER);
        config.put("city-id", Cast.CITY_F);
        config.put("state-folder", place.folder().resolve("state-" + settings.name()));
        config.put("ledger.port", place.ledgerPort());
        config.put("ledger.tls-root", place.keys().certificateFile(KeyStoreFolder.tlsRoot()));
        config.put("ledger.msp-id", Cast.actor(BenchCast.SUPPLIER).mspId());
        config.put("ledger.certificate", place.keys().certificateFile(identity));
        config.put("ledger.private-key", place.keys().keyFile(identity));
        config.put("log-id", settings.name());
        config.put("public.port", settings.publicPort());
        config.put("control.port", settings.controlPort());
        config.put("control.api-key", Secrets.DATA_PLANE);
        config.put("durability", settings.durability());
        config.put("enforcement", settings.enforcement());
        config.put("connections-per-peer", 4_096);
        config.put("requests-per-second-per-peer", 10_000);
        config.put("journal-segment-bytes", 64 << 20);
        config.put("worker-queue", 4_096);
        for (String resource : settings.resources()) {
            String prefix = "source." + resource + ".";
            config.put(prefix + "resource", resource);
            config.put(prefix + "kind", "synthetic");
            if (settings.upstreamPort() != 0) {
                config.put(prefix + "upstream-port", settings.upstreamPort());
            }
        }
        StringBuilder text = new StringBuilder("# Written by kontor bench; synthetic keys and passwords.\n");
        config.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        try {
            return Files.writeString(place.folder().resolve(settings.name() + ".properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write configuration of " + settings.name(), e);
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public int port() {
        return settings.publicPort();
    }

    String log() {
        return settings.name();
    }

    /** Starts the flow of a grant as the control plane does. */
    void startFlow(BenchDeal.Granted granted) throws IOException, InterruptedException {
        JsonObject properties = JsonObject.builder()
                .put(KONTOR + "grantId", granted.grantId())
                .put(KONTOR + "grantVersion", "1")
                .put(KONTOR + "termsHash", granted.termsHash().hex())
                .put(KONTOR + "evidenceKey", Base64.getEncoder().encodeToString(granted.evidenceKey()))
                .build();
        JsonObject message = JsonObject.builder()
                .put("@type", "DataFlowStartMessage")
                .put("processId", "process-" + granted.grantId())
                .put("properties", properties)
                .build();
        HttpResponse<String> answer = send(
                control("/signaling/start").POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(message))));
        if (answer.statusCode() != 200) {
            throw new IOException("Cannot start flow of " + granted.grantId() + ": " + answer.body());
        }
    }

    /** What enforcement did so far. */
    CallRow.Traces traces() throws IOException, InterruptedException {
        JsonObject state =
                CanonicalJson.parse(send(control("/control/state").GET()).body());
        long transactions = 0;
        for (Map.Entry<String, JsonValue> entry :
                state.object("ledgerTransactions").fields().entrySet()) {
            transactions += state.object("ledgerTransactions").longValue(entry.getKey());
        }
        return new CallRow.Traces(state.longValue("syncs"), transactions);
    }

    private HttpRequest.Builder control(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + settings.controlPort() + path))
                .header("X-Api-Key", Secrets.DATA_PLANE);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
