package io.kontor.cli.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Drives connections from one thread. Closed loop: each connection asks again as soon as it is answered. Open loop: requests fall due at
 * a fixed rate, and their latency counts from then, so that a stall is not hidden.
 */
final class LoadLoop {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long DRAIN_NANOS = 60 * NANOS_PER_SECOND;
    /** In an open loop: short, but a thread that never pauses would take the processor from the ledger. */
    private static final long OPEN_PAUSE_NANOS = 10_000;

    private static final int OK = 200;

    private final Selector selector;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final Latencies latencies = new Latencies();
    private @Nullable LoadConnection headConnection;
    private boolean headOut;
    private long calls;
    private long failed;

    private LoadLoop(Selector selector) {
        this.selector = selector;
    }

    /**
     * One leg.
     *
     * @param address server
     * @param callers one for each connection
     * @param nanos duration
     * @param rate requests a second; 0 for a closed loop
     * @param limit requests in all; 0 for as many as the duration allows
     * @param heads sends heads as they fall due, for calls within sessions
     */
    record Plan(
            InetSocketAddress address,
            List<Caller> callers,
            long nanos,
            long rate,
            long limit,
            Optional<HeadCaller> heads) {

        /** In an open loop all that fall due are sent, however late. */
        private boolean wants(long sent, long now, long end) {
            if (rate > 0) {
                return sent < due();
            }
            return now < end && (limit == 0 || sent < limit);
        }

        private long due() {
            return Math.multiplyExact(rate, nanos) / NANOS_PER_SECOND;
        }
    }

    static LoadResult run(Plan plan) throws IOException {
        long cpu = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(java.time.Duration::toNanos)
                .orElse(0L);
        try (Selector selector = Selector.open()) {
            LoadLoop loop = new LoadLoop(selector);
            long micros;
            try {
                loop.connect(plan);
                micros = loop.drive(plan) / 1_000;
            } finally {
                loop.close();
            }
            long used = ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .map(java.time.Duration::toNanos)
                            .orElse(0L)
                    - cpu;
            return new LoadResult(
                    loop.calls,
                    loop.failed,
                    micros,
                    loop.latencies.percentileMicros(50),
                    loop.latencies.percentileMicros(99),
                    used / 1_000);
        }
    }

    private void connect(Plan plan) throws IOException {
        for (Caller caller : plan.callers()) {
            LoadConnection connection = LoadConnection.open(plan.address(), caller);
            connections.add(connection);
            idle.add(connection);
            connection.channel().register(selector, SelectionKey.OP_READ, connection);
        }
        if (plan.heads().isPresent()) {
            headConnection = LoadConnection.open(plan.address(), plan.heads().get());
            headConnection.channel().register(selector, SelectionKey.OP_READ, headConnection);
        }
    }

    private void sendHead(Plan plan, long now) throws IOException {
        LoadConnection connection = headConnection;
        if (connection != null
                && !headOut
                && plan.heads().isPresent()
                && plan.heads().get().due(now)) {
            headOut = true;
            connection.send(now);
        }
    }

    private long drive(Plan plan) throws IOException {
        long start = System.nanoTime();
        long end = start + plan.nanos();
        long sent = 0;
        long now = start;
        while (plan.wants(sent, now, end)) {
            if (now - end > DRAIN_NANOS) {
                throw new IOException(sent + " calls were sent, more were due, and the server took none for 60 s");
            }
            sent += plan.rate() == 0 ? sendAll(plan, sent, now) : sendDue(plan, start, sent, now);
            sendHead(plan, now);
            select(plan);
            now = System.nanoTime();
        }
        drain(end);
        long took = System.nanoTime() - start;
        sendLastHead(plan);
        return took;
    }

    /** So that none is due when the next leg begins, however long that takes. */
    private void sendLastHead(Plan plan) throws IOException {
        LoadConnection connection = headConnection;
        if (connection != null && plan.heads().isPresent() && plan.heads().get().uncovered()) {
            headOut = true;
            connection.send(System.nanoTime());
            drain(System.nanoTime());
        }
    }

    private long sendAll(Plan plan, long sentBefore, long now) throws IOException {
        long sent = 0;
        while (!idle.isEmpty() && (plan.limit() == 0 || sentBefore + sent < plan.limit())) {
            idle.remove().send(now);
            sent++;
        }
        return sent;
    }

    private long sendDue(Plan plan, long start, long sentBefore, long now) throws IOException {
        long sent = 0;
        long due = start + (sentBefore * NANOS_PER_SECOND) / plan.rate();
        while (due <= now && sentBefore + sent < plan.due() && !idle.isEmpty()) {
            idle.remove().send(due);
            sent++;
            due = start + ((sentBefore + sent) * NANOS_PER_SECOND) / plan.rate();
        }
        return sent;
    }

    private void select(Plan plan) throws IOException {
        if (plan.rate() == 0) {
            selector.select(this::receive, 100);
        } else {
            selector.selectNow(this::receive);
            LockSupport.parkNanos(OPEN_PAUSE_NANOS);
        }
    }

    private void receive(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            int status = connection.receive();
            if (status == 0) {
                return;
            }
            if (connection == headConnection) {
                headOut = false;
                return;
            }
            latencies.add(System.nanoTime() - connection.sentAt());
            if (status == OK) {
                calls++;
            } else {
                failed++;
            }
            idle.add(connection);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void close() throws IOException {
        for (LoadConnection connection : connections) {
            connection.close();
        }
        if (headConnection != null) {
            headConnection.close();
        }
    }

    private void drain(long end) throws IOException {
        while (idle.size() < connections.size() || headOut) {
            if (System.nanoTime() - end > DRAIN_NANOS) {
                throw new IOException(connections.size() - idle.size() + " calls were not answered within 60 s");
            }
            selector.select(this::receive, 100);
        }
    }
}
