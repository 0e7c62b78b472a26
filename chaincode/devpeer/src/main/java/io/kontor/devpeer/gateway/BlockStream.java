package io.kontor.devpeer.gateway;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.kontor.devpeer.ledger.Ledger;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Sends what a client wants of each block, as fast as the client takes it: a cursor into the ledger that moves when a
 * block is committed and when the client is ready for more, and holds nothing in between (DEV-18).
 */
final class BlockStream<T> {
    private final Ledger ledger;
    private final ServerCallStreamObserver<T> call;
    private final Function<Block, Optional<T>> picture;
    private final Executor executor;
    private final Runnable listener = this::advance;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean running;
    private long next;
    private long last = -1L;
    private Runnable atEnd = () -> {};

    BlockStream(
            final Ledger ledger,
            final ServerCallStreamObserver<T> call,
            final Function<Block, Optional<T>> picture,
            final Executor executor) {
        this.ledger = ledger;
        this.call = call;
        this.picture = picture;
        this.executor = executor;
    }

    /** Ends the stream after the given block, an unsigned number; without this it never ends. Before the start only. */
    BlockStream<T> until(final long lastBlock, final Runnable whenSent) {
        this.last = lastBlock;
        this.atEnd = whenSent;
        return this;
    }

    /** Begins with the given block. */
    void start(final long firstBlock) {
        next = firstBlock;
        running = true;
        ledger.addBlockListener(listener);
        advance();
    }

    /** Ends the stream without a word to the client. */
    void stop() {
        running = false;
        ledger.removeBlockListener(listener);
    }

    /** Sends what there is; returns at once. */
    void advance() {
        if (running && wanted.getAndIncrement() == 0) {
            executor.execute(this::send);
        }
    }

    private void send() {
        int seen;
        do {
            seen = wanted.get();
            try {
                sendReady();
            } catch (RuntimeException e) {
                stop();
                call.onError(Status.INTERNAL
                        .withDescription("Cannot send block " + Long.toUnsignedString(next) + ": " + e.getMessage())
                        .asRuntimeException());
            }
        } while (!wanted.compareAndSet(seen, 0));
    }

    private void sendReady() {
        while (running && call.isReady() && Long.compareUnsigned(next, ledger.height()) < 0) {
            picture.apply(ledger.block(next)).ifPresent(call::onNext);
            if (next == last) {
                stop();
                atEnd.run();
                return;
            }
            next++;
        }
    }
}
