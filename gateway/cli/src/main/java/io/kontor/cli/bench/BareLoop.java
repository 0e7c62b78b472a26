package io.kontor.cli.bench;

import io.kontor.usage.journal.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/** The least that a group commit can be: no checksum, no recovery, one file that is written round and round. */
final class BareLoop implements AutoCloseable {

    private static final int MAX_BATCH = 1_024;
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final Durability durability;
    private final int bytes;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(8_192);
    private final Thread thread = new Thread(this::run, "bare-loop");
    private volatile boolean closing;

    @SuppressWarnings("ArrayRecordComponent")
    private record Waiting(byte[] record, CompletableFuture<Long> done) {}

    BareLoop(FileChannel channel, Durability durability, int bytes) {
        this.channel = channel;
        this.durability = durability;
        this.bytes = bytes;
        thread.start();
    }

    CompletableFuture<Long> append(byte[] record) {
        Waiting waiting = new Waiting(record, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            waiting.done.completeExceptionally(new IllegalStateException("the queue is full"));
        }
        return waiting.done;
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        List<Waiting> batch = new ArrayList<>();
        long at = 0;
        try {
            while (!closing) {
                batch.add(queue.take());
                queue.drainTo(batch, MAX_BATCH - 1);
                buffer.clear();
                batch.forEach(waiting -> buffer.put(waiting.record));
                buffer.flip();
                at = at + buffer.remaining() > bytes ? 0 : at;
                at += channel.write(buffer, at);
                if (durability == Durability.DISK) {
                    channel.force(false);
                }
                long position = at;
                batch.forEach(waiting -> waiting.done.complete(position));
                batch.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
