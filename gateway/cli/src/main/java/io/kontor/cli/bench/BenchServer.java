package io.kontor.cli.bench;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.synthetic.PlaneControl;
import io.kontor.cli.synthetic.PlayedGrant;
import io.kontor.cli.synthetic.SupplierPlane;
import io.kontor.model.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * @param port port of the calls; the next one is that of the control listener
     * @param durability disk or os
     * @param enforcement on or off
     * @param resources resources with a synthetic source
     * @param upstreamPort upstream of the sources; 0 for memory
     */
    record Settings(
            String name, int port, String durability, String enforcement, List<String> resources, int upstreamPort) {}

    /**
     * What it is started with.
     *
     * @param home folder of the built modules
     * @param folder folder of the benchmark
     * @param keys keys of the cast
     * @param site where it reaches the ledger
     * @param pin where it runs
     * @param recordings folder for flight recordings
     */
    record Place(
            Path home, Path folder, KeyStoreFolder keys, LedgerSite site, Pinning pin, Optional<Path> recordings) {}

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
        SupplierPlane config = new SupplierPlane(
                        new SupplierPlane.Place(
                                place.folder().resolve("state-" + settings.name()), settings.name(), settings.port()),
                        place.site(),
                        place.keys())
                .put("durability", settings.durability())
                .put("enforcement", settings.enforcement())
                .put("journal-segment-bytes", 64 << 20)
                .put("worker-queue", 4_096);
        for (String resource : settings.resources()) {
            config.synthetic(resource);
            if (settings.upstreamPort() != 0) {
                config.put("source." + resource + ".upstream-port", settings.upstreamPort());
            }
        }
        return config.write(place.folder().resolve(settings.name() + ".properties"), "kontor bench");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public int port() {
        return settings.port();
    }

    String log() {
        return settings.name();
    }

    /** Starts the flow of a grant as the control plane does. */
    void startFlow(PlayedGrant granted) throws IOException {
        control().startFlow(granted);
    }

    /** What enforcement did so far. */
    CallRow.Traces traces() throws IOException {
        JsonObject state = control().state();
        JsonObject functions = state.object("ledgerTransactions");
        long transactions = 0;
        for (String function : functions.fields().keySet()) {
            transactions += functions.longValue(function);
        }
        return new CallRow.Traces(state.longValue("syncs"), transactions);
    }

    private PlaneControl control() {
        return new PlaneControl(settings.port() + 1);
    }

    @Override
    public void close() {
        process.close();
    }
}
