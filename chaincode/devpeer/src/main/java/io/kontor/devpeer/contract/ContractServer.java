package io.kontor.devpeer.contract;

import io.grpc.ConnectivityState;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.kontor.devpeer.config.DevPeerConfig;
import io.kontor.devpeer.config.StartFailure;
import io.kontor.devpeer.ledger.Ledger;
import io.kontor.devpeer.ledger.StateSnapshot;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One contract server and the stream to it (DEV-15). The connection is made when it is first needed, with a bounded
 * number of attempts, and again after the server has left. Safe for use by many threads.
 */
public final class ContractServer implements Closeable {
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 100;
    private static final long READY_MILLIS = 3_000;
    /** For so long after a failed connection callers are told so without another attempt. */
    private static final long REST_NANOS = Duration.ofMillis(200).toNanos();

    private static final int MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

    private final String address;
    private final Duration timeout;
    private final ManagedChannel channel;
    private @Nullable ContractStream stream;
    private @Nullable String lastFailure;
    private long lastFailureNanos;

    private ContractServer(final String address, final Duration timeout, final ManagedChannel channel) {
        this.address = address;
        this.timeout = timeout;
        this.channel = channel;
    }

    /** Prepares a connection to {@code host:port}; nothing is sent yet. */
    public static ContractServer at(final String address, final DevPeerConfig.Contract config) throws StartFailure {
        final int colon = address.lastIndexOf(':');
        final NettyChannelBuilder builder = NettyChannelBuilder.forAddress(
                        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))
                .maxInboundMessageSize(MAX_MESSAGE_BYTES);
        if (config.tls().isPresent()) {
            builder.sslContext(sslContext(config.tls().get()));
        } else {
            builder.usePlaintext();
        }
        return new ContractServer(address, config.timeout(), builder.build());
    }

    /** The server's {@code host:port}. */
    public String address() {
        return address;
    }

    /** Runs a transaction function against a snapshot and waits for its answer. */
    public ContractAnswer run(final ContractCall call, final Ledger ledger, final StateSnapshot snapshot)
            throws ContractUnavailable {
        final ContractStream current = connected();
        final CompletableFuture<ContractAnswer> answer = current.start(call, new StateRequests(call, ledger, snapshot));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            current.abandon(call.transactionId());
            return ContractAnswer.failure("the contract did not answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new ContractUnavailable(address, "it left during the call: " + cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            current.abandon(call.transactionId());
            throw new ContractUnavailable(address, "the dev peer is stopping");
        }
    }

    @Override
    public void close() {
        final ContractStream current;
        synchronized (this) {
            current = stream;
        }
        if (current != null && current.isOpen()) {
            current.end("the dev peer is stopping");
        }
        channel.shutdownNow();
    }

    private synchronized ContractStream connected() throws ContractUnavailable {
        if (stream != null && stream.isOpen()) {
            return stream;
        }
        if (lastFailure != null && System.nanoTime() - lastFailureNanos < REST_NANOS) {
            throw new ContractUnavailable(address, lastFailure);
        }
        String reason = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            final ContractStream candidate = connect();
            try {
                candidate.ready().get(READY_MILLIS, TimeUnit.MILLISECONDS);
                stream = candidate;
                lastFailure = null;
                return candidate;
            } catch (ExecutionException e) {
                reason = cause(e);
                pause(attempt);
            } catch (TimeoutException e) {
                reason = "it did not register within " + READY_MILLIS + " ms";
                candidate.end(reason);
                break;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ContractUnavailable(address, "the dev peer is stopping");
            }
        }
        lastFailure = reason + "; start it, then try again";
        lastFailureNanos = System.nanoTime();
        throw new ContractUnavailable(address, lastFailure);
    }

    private ContractStream connect() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
        // Not in the context of the client's call that needs it first: the stream would end with that call.
        final Context caller = Context.ROOT.attach();
        try {
            return new ContractStream(channel);
        } finally {
            Context.ROOT.detach(caller);
        }
    }

    private static void pause(final int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(attempt < ATTEMPTS ? PAUSE_MILLIS : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String cause(final ExecutionException e) {
        return e.getCause() == null ? e.toString() : String.valueOf(e.getCause().getMessage());
    }

    private static SslContext sslContext(final DevPeerConfig.ContractTls tls) throws StartFailure {
        try {
            final SslContextBuilder builder =
                    GrpcSslContexts.forClient().trustManager(tls.root().toFile());
            if (tls.client().isPresent()) {
                builder.keyManager(
                        tls.client().get().certificate().toFile(),
                        tls.client().get().key().toFile());
            }
            return builder.build();
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure(
                    "Cannot use TLS material for contract servers (" + tls.root() + "): " + e.getMessage(), e);
        }
    }
}
