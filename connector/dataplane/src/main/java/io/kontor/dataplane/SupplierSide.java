package io.kontor.dataplane;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.call.CallServer;
import io.kontor.dataplane.call.Workers;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.kontor.dataplane.config.SourceConfig;
import io.kontor.dataplane.config.SupplierConfig;
import io.kontor.dataplane.control.ControlServer;
import io.kontor.dataplane.http.ApiKey;
import io.kontor.dataplane.http.Hops;
import io.kontor.dataplane.http.HttpListener;
import io.kontor.dataplane.http.PeerLimiter;
import io.kontor.dataplane.http.Routes;
import io.kontor.dataplane.mirror.MirrorServer;
import io.kontor.dataplane.source.Sources;
import io.kontor.usage.engine.EngineStartException;
import io.kontor.usage.engine.UsageEngine;
import io.kontor.usage.engine.UsageEngineConfig;
import io.kontor.usage.engine.UsageEngines;
import io.kontor.usage.keys.KeyProtection;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running supplier's side: engine, sources, public and control listener. */
final class SupplierSide implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SupplierSide.class);
    private static final int START_ATTEMPTS = 60;
    private static final int START_PAUSE_S = 2;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Sources sources;
    private final UsageEngine engine;
    private final CallServer calls;
    private final MirrorServer mirrors;
    private final HttpListener publicListener;
    private final HttpListener controlListener;

    private SupplierSide(Sources sources, UsageEngine engine, Listening listening) {
        this.sources = sources;
        this.engine = engine;
        this.calls = listening.calls();
        this.mirrors = listening.mirrors();
        this.publicListener = listening.publicListener();
        this.controlListener = listening.controlListener();
    }

    private record Listening(
            CallServer calls, MirrorServer mirrors, HttpListener publicListener, HttpListener controlListener) {}

    /** Opens the sources, starts the engine and listens, in this order; what was opened is closed when a later step fails. */
    static SupplierSide start(Vertx vertx, DataPlaneConfig config, Ledger ledger, InstantSource clock) {
        SupplierConfig supplier = config.supplier().orElseThrow();
        Sources sources = new Sources();
        try {
            for (SourceConfig source : supplier.sources()) {
                sources.add(source.resourceId(), source.open());
            }
            UsageEngine engine = startEngine(engineConfig(config, supplier), ledger, clock);
            try {
                return new SupplierSide(
                        sources, engine, listen(vertx, config, new Running(engine, sources, ledger, clock)));
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    /** What depends on the engine's stages only hands over to an event loop, so the engine's own threads may run it. */
    private static UsageEngineConfig engineConfig(DataPlaneConfig config, SupplierConfig supplier) {
        Path keyFile = supplier.keyFile().orElse(config.stateFolder().resolve("instance.key"));
        return new UsageEngineConfig(
                config.stateFolder().resolve("log"),
                supplier.logId(),
                config.participantId(),
                config.cityId(),
                address(supplier),
                new KeyProtection.KeyFile(keyFile),
                supplier.durability(),
                supplier.timing(),
                supplier.limits(),
                Hops::gather,
                Hops::afterTurn,
                supplier.suite());
    }

    /** The federation's suite, and that of the identities of gateways, which are a peer's clients (LOG-6). */
    private static List<CryptoSuite> requestSuites(SupplierConfig supplier) {
        return Stream.of(CryptoSuites.named(supplier.suite()), CryptoSuites.intl())
                .distinct()
                .toList();
    }

    private static String address(SupplierConfig supplier) {
        return supplier.publicAddress()
                .orElse(supplier.publicListener()
                        .baseUrl(supplier.publicListener().port()));
    }

    /** The epoch is claimed on the ledger, so a start waits for it, a bounded time. */
    private static UsageEngine startEngine(UsageEngineConfig config, Ledger ledger, InstantSource clock) {
        for (int attempt = 1; ; attempt++) {
            try {
                return UsageEngines.start(config, ledger, clock);
            } catch (EngineStartException e) {
                if (!(e.getCause() instanceof LedgerUnavailableException) || attempt == START_ATTEMPTS) {
                    throw e;
                }
                LOG.warn("{}; trying again ({} of {})", e.getMessage(), attempt, START_ATTEMPTS);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(START_PAUSE_S);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot start: interrupted while waiting for the ledger", e);
        }
    }

    private record Running(UsageEngine engine, Sources sources, Ledger ledger, InstantSource clock) {}

    private static Listening listen(Vertx vertx, DataPlaneConfig config, Running running) {
        SupplierConfig supplier = config.supplier().orElseThrow();
        PeerLimiter limiter = new PeerLimiter(supplier.publicListener().requestsPerSecond());
        ControlServer control =
                new ControlServer(running.engine(), config.stateFolder().resolve("flows.json"), address(supplier));
        CallServer calls = new CallServer(new CallServer.Parts(
                running.engine(),
                control.served(),
                running.sources(),
                new Workers(supplier.workers(), supplier.workerQueue()),
                limiter,
                config.stateFolder().resolve("pins"),
                supplier.downloads(),
                running.clock()::millis));
        MirrorServer mirrors = new MirrorServer(
                running.engine(), running.ledger(), requestSuites(supplier), limiter, running.clock()::millis);
        ApiKey key = new ApiKey(
                supplier.controlKey(), new PeerLimiter(supplier.control().requestsPerSecond()));
        HttpListener controlListener =
                HttpListener.start(vertx, supplier.control(), control.addTo(new Routes(), key, calls));
        HttpListener publicListener =
                HttpListener.start(vertx, supplier.publicListener(), mirrors.addTo(calls.addTo(new Routes())));
        return new Listening(calls, mirrors, publicListener, controlListener);
    }

    /** What is served where, for the line at the start. */
    String ready() {
        return "log=" + engine.logId() + " public=" + publicListener.baseUrl() + " control="
                + controlListener.baseUrl();
    }

    @Override
    public void close() {
        publicListener.shutdown(DRAIN);
        controlListener.shutdown(Duration.ofSeconds(1));
        calls.close();
        mirrors.close();
        engine.close();
        sources.close();
    }
}
