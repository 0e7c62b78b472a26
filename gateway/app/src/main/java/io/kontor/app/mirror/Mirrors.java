package io.kontor.app.mirror;

import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.settings.MirrorSettings;
import io.kontor.app.wallet.MemberSigner;
import io.kontor.app.wallet.Wallet;
import io.kontor.app.wallet.WalletException;
import io.kontor.crypto.request.RequestSigner;
import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.receipt.ReceiptLog;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Pulls every registered log at an interval, once for each identity that mirrors. A slow log holds up no other. */
@Component
@Lazy(false)
public class Mirrors implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);
    private static final int THREADS = 3;
    private static final long STOP_MS = 3_000;

    private final MirrorSettings settings;
    private final Wallet wallet;
    private final MirrorTables tables;
    private final Clock clock;
    private final Map<String, LogMirror> mirrors = new ConcurrentHashMap<>();
    private final Set<String> pulling = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledThreadPoolExecutor workers;
    private @Nullable ScheduledFuture<?> ticks;

    Mirrors(GatewaySettings settings, Wallet wallet, MirrorTables tables, Clock clock) {
        this.settings = settings.mirror();
        this.wallet = wallet;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (settings.identities().isEmpty()) {
            return;
        }
        ScheduledThreadPoolExecutor starting = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "mirror");
            thread.setDaemon(true);
            return thread;
        });
        ticks = starting.scheduleWithFixedDelay(
                () -> pullAll(starting), 0, settings.intervalMs(), TimeUnit.MILLISECONDS);
        workers = starting;
    }

    @Override
    public void stop() {
        ScheduledThreadPoolExecutor stopping = workers;
        workers = null;
        if (ticks != null) {
            ticks.cancel(false);
        }
        if (stopping != null) {
            stopping.shutdown();
            try {
                // An interrupt in the middle of a statement would break the database connection.
                if (!stopping.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS)) {
                    stopping.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return workers != null;
    }

    private void pullAll(ScheduledThreadPoolExecutor starting) {
        try {
            for (ReceiptLog log : tables.ledger().logs()) {
                for (String identity : settings.identities()) {
                    String work = identity + " " + log.logId();
                    if (pulling.add(work)) {
                        starting.execute(() -> pull(identity, log, work));
                    }
                }
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The mirrors wait for the database: {}", e.getMessage());
        }
    }

    private void pull(String identity, ReceiptLog log, String work) {
        try {
            mirror(identity).ifPresent(mirror -> mirror.pull(log));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Log {} waits for the database: {}", log.logId(), e.getMessage());
        } catch (CryptoException e) {
            LOG.warn("Log {} cannot be mirrored: {}", log.logId(), e.getMessage());
        } finally {
            pulling.remove(work);
        }
    }

    private Optional<LogMirror> mirror(String identity) {
        try {
            return Optional.of(mirrors.computeIfAbsent(identity, this::open));
        } catch (WalletException e) {
            LOG.warn("No mirror as {}: {}", identity, e.getMessage());
            return Optional.empty();
        }
    }

    private LogMirror open(String name) {
        CryptoSuite suite = CryptoSuites.named(settings.suite());
        MemberSigner signer = wallet.signer(name, suite);
        Duration timeout = Duration.ofMillis(settings.timeoutMs());
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        RemoteLog remote = new RemoteLog(http, new RequestSigner(suite, signer.key(), clock), timeout);
        return new LogMirror(signer.participantId(), remote, tables, settings.batch(), clock);
    }
}
