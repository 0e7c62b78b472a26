package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.DemoTopology;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.deploy.Secrets;
import io.kontor.cli.deploy.SuiteKeys;
import io.kontor.cli.process.Memory;
import io.kontor.cli.process.PostgresServer;
import io.kontor.cli.process.ProcessGroup;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** One demonstration: start, play, report, stay or end. All children end with it, also on Ctrl-C. */
final class Demo {

    /** What happens once the steps are played. */
    enum After {
        STAY,
        END
    }

    /**
     * What a demonstration is made of.
     *
     * @param layout folders
     * @param ports ports
     * @param site the ledger
     * @param keys everybody's keys of the ledger
     * @param suiteKeys keys of the federation's suite
     * @param data the hospitals' data
     */
    record Setting(
            Layout layout, Ports ports, LedgerSite site, KeyStoreFolder keys, SuiteKeys suiteKeys, ClaimData data) {}

    private final Setting setting;
    private final Recorder recorder;
    private final long start;

    Demo(Setting setting, Recorder recorder, long start) {
        this.setting = setting;
        this.recorder = recorder;
        this.start = start;
    }

    boolean run(After after) throws Exception {
        Path home = Path.of(System.getProperty("kontor.home", "."));
        CountDownLatch ending = new CountDownLatch(1);
        ProcessGroup group = new ProcessGroup(home, setting.layout().run(), recorder::tell);
        recorder.say("Kontor demo: everything below is synthetic, on one machine, on a "
                + (fabric() ? "Fabric network whose keys lie in one folder." : "development ledger."));
        PostgresServer postgres = PostgresServer.start(
                setting.layout().data("postgres"), setting.ports().postgres(), recorder::tell);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.countDown();
            group.close(); // here, because the steps may be waiting for one of them
            postgres.close();
        }));
        try (Services services = new Services(group, topology(postgres), postgres)) {
            boolean good = play(services, postgres);
            if (after == After.STAY) {
                new Farewell(recorder, setting.ports()).stay();
                ending.await();
            }
            return good;
        }
    }

    private boolean fabric() {
        return setting.site().kind() == LedgerSite.Kind.FABRIC;
    }

    private DemoTopology topology(PostgresServer postgres) {
        return new DemoTopology(
                setting.layout(),
                setting.ports(),
                setting.site(),
                new DemoTopology.Keys(setting.keys(), setting.suiteKeys()),
                new DemoTopology.Sources(postgres, setting.data().plan().resources()));
    }

    private boolean play(Services services, PostgresServer postgres) throws Exception {
        prepare(postgres);
        services.startLedger(setting.site().kind());
        services.startConnectors();
        try (Ledgers ledgers = new Ledgers(setting.keys(), setting.site())) {
            Context context = new Context(
                    setting.data().plan(),
                    Calendar.of(Clock.systemUTC()),
                    setting.keys(),
                    setting.suiteKeys(),
                    ledgers,
                    recorder,
                    setting.ports(),
                    setting.layout());
            new TrustFile(setting.keys(), setting.site()).write(setting.layout().trustFile());
            ledgers.awaitAnswer();
            setting.site().markPlayed();
            SetupSteps setup = new SetupSteps(context);
            setup.members();
            services.startDataPlanes();
            setup.play();
            services.awaitReady(name -> recorder.say("     ready: " + name));
            long startMs = millis();
            playOn(context);
            return report(startMs);
        }
    }

    /** What stops the script, rather than one step of it, is a failure of its own. */
    private void playOn(Context context) {
        Script script = new Script(context, setting.data());
        context.step("end", "demo", "play the script to its end", "played", () -> {
            script.play();
            return Outcome.of("played");
        });
    }

    private void prepare(PostgresServer postgres) throws Exception {
        for (String participant : Cast.CONNECTORS) {
            String database = DemoTopology.database(participant);
            postgres.createDatabase(database, database, Secrets.DATABASE);
        }
        postgres.createDatabase("gateway", "gateway", Secrets.DATABASE);
        setting.data().load(postgres, setting.layout());
    }

    private boolean report(long startMs) {
        boolean good = recorder.failures().isEmpty();
        long wall = millis();
        long rss = Memory.residentMb();
        recorder.say(recorder.count() + " steps, " + recorder.failures().size() + " differ from what was expected"
                + (good ? "" : ": " + String.join(", ", recorder.failures())) + "; " + wall / 1_000 + " s, " + rss
                + " MB resident");
        recorder.last(JsonObject.builder()
                .put("ok", good)
                .put("steps", recorder.count())
                .put("failed", JsonArray.ofStrings(recorder.failures()))
                .put("start_ms", startMs)
                .put("wall_ms", wall)
                .put("rss_mb", rss)
                .build());
        return good;
    }

    private long millis() {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
