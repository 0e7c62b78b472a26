package io.kontor.cli.bench;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.StartFailure;
import io.kontor.cli.synthetic.PlayedGrant;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a benchmark plays on: development ledger with its contract, upstream, load generator, and the deal. One thread. */
final class BenchStage implements AutoCloseable {

    private static final int BYTES = 1_024;
    private static final List<String> BOTH = List.of(BenchDeal.PLAIN, BenchDeal.PERSONAL);

    private final Setting setting;
    private final LedgerSite site;
    private final KeyStoreFolder keys;
    private final BenchLedger ledger;
    private final BenchProcess upstream;
    private final BenchProcess load;
    private final BenchDeal deal;

    /**
     * Where it stands.
     *
     * @param home folder of the built modules
     * @param layout its own folder
     * @param ports its ports
     * @param pinned whether the servers have a processor of their own
     * @param recordings folder for flight recordings of the servers with enforcement
     */
    record Setting(Path home, Layout layout, Ports ports, boolean pinned, Optional<Path> recordings) {

        Pinning server() {
            return pinned ? Pinning.to(0) : Pinning.NONE;
        }

        Pinning others() {
            return pinned ? Pinning.to(1) : Pinning.NONE;
        }
    }

    /**
     * The same program twice.
     *
     * @param enforced with enforcement
     * @param plain without
     */
    record Pair(BenchServer enforced, BenchServer plain) implements AutoCloseable {

        @Override
        public void close() {
            enforced.close();
            plain.close();
        }
    }

    BenchStage(Setting setting) {
        this.setting = setting;
        this.site = LedgerSite.development(setting.layout(), setting.ports());
        this.keys = KeyStoreFolder.open(setting.layout().keys(), site);
        this.ledger = BenchLedger.start(
                setting.layout(), setting.ports(), keys, setting.others().behindOthers());
        this.deal = new BenchDeal(keys, site);
        this.upstream = tool("upstream", "UpstreamMain", String.valueOf(upstreamPort()), String.valueOf(BYTES));
        this.load = tool(
                "load",
                "LoadMain",
                setting.layout().root().toString(),
                String.valueOf(setting.ports().base()));
    }

    private BenchProcess tool(String name, String mainClass, String... arguments) {
        Path target = setting.home().resolve("gateway/cli/target");
        String classPath = target.resolve("kontor-cli.jar") + File.pathSeparator + target.resolve("lib") + "/*";
        List<String> command = new ArrayList<>(List.of("-Xmx512m", "io.kontor.cli.bench." + mainClass));
        command.addAll(List.of(arguments));
        return BenchProcess.start(
                new BenchProcess.Program(name, classPath, command, setting.others()),
                setting.layout().run());
    }

    /** Starts the second yardstick, with the libraries of the control plane. */
    JerseyServer jersey() {
        int port = setting.ports().base() + 41;
        Path cli = setting.home().resolve("gateway/cli/target");
        String classPath = String.join(
                File.pathSeparator,
                cli.resolve("kontor-cli.jar").toString(),
                cli.resolve("lib") + "/*",
                setting.home().resolve("connector/runtime/target/lib") + "/*");
        List<String> command =
                List.of("-Xms1g", "-Xmx2g", JerseyMain.class.getName(), String.valueOf(port), String.valueOf(BYTES));
        return new JerseyServer(
                BenchProcess.start(
                        new BenchProcess.Program("jersey", classPath, command, setting.server()),
                        setting.layout().run()),
                port);
    }

    private int upstreamPort() {
        return setting.ports().base() + 40;
    }

    BenchDeal deal() {
        return deal;
    }

    /** Starts the program twice, with a log that is named after its subject. */
    Pair pair(String source, String durability, String subject) throws IOException {
        int port = setting.ports().base() + 30;
        int upstreamPort = source.equals("upstream") ? upstreamPort() : 0;
        Path folder = setting.layout().data("servers");
        setting.layout().make(folder);
        BenchServer.Place place =
                new BenchServer.Place(setting.home(), folder, keys, site, setting.server(), setting.recordings());
        String name = subject + "-" + durability;
        BenchServer plain = BenchServer.start(
                place,
                new BenchServer.Settings(
                        "plain-" + name, port, durability, "off", List.of(BenchDeal.PLAIN), upstreamPort));
        try {
            BenchServer enforced = BenchServer.start(
                    place, new BenchServer.Settings("bench-" + name, port + 2, durability, "on", BOTH, upstreamPort));
            Pair pair = new Pair(enforced, plain);
            for (PlayedGrant granted : deal.grants()) {
                enforced.startFlow(granted);
            }
            return pair;
        } catch (StartFailure | IOException e) {
            plain.close();
            throw e;
        }
    }

    /** One leg of load. */
    LoadResult load(LoadLeg leg) throws IOException {
        String line = load.ask(leg.toLine());
        if (line.startsWith("ERROR")) {
            throw new IOException("Cannot measure: " + line.substring("ERROR ".length()));
        }
        return LoadResult.fromLine(line);
    }

    /** One leg of load with what it cost the server and what others took meanwhile. */
    CallRow.Side measured(Measured server, LoadLeg leg) throws IOException {
        List<Long> taking = new ArrayList<>(ledger.pids());
        taking.addAll(
                List.of(upstream.pid(), load.pid(), ProcessHandle.current().pid(), server.pid()));
        long serverBefore = ProcStat.processMicros(server.pid());
        long takingBefore = ProcStat.processMicros(taking);
        long machineBefore = ProcStat.machineMicros();
        LoadResult result = load(leg);
        long machine = ProcStat.machineMicros() - machineBefore;
        long own = ProcStat.processMicros(taking) - takingBefore;
        return new CallRow.Side(
                result, ProcStat.processMicros(server.pid()) - serverBefore, Math.max(0, machine - own));
    }

    @Override
    public void close() {
        load.close();
        upstream.close();
        deal.close();
        ledger.close();
    }
}
