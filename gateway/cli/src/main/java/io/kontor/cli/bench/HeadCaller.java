package io.kontor.cli.bench;

import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.call.SessionHeaders;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.TreeHead;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.receiptlog.HeadSigner;
import io.kontor.usage.session.FetchEnvelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends the consumer's heads before they are due (SES-8), on a connection of its own. The generator keeps no journal: sizes only grow,
 * and the roots are made up, which a supplier cannot tell. Heads are signed ahead by another thread; all else is the load loop's.
 */
final class HeadCaller implements Caller, AutoCloseable {

    private static final long CALLS = 800;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int AHEAD = 8;

    private final ConsumerSession session;
    private final HeadSigner signer;
    private final AtomicLong size;
    private final BlockingQueue<byte[]> signed = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private long answered;
    private long covered;
    private long coveredAt = System.nanoTime();
    private int refused;

    HeadCaller(ConsumerSession session, String grantId, SigningKey memberKey, AtomicLong size) {
        this.session = session;
        this.signer = new HeadSigner("consumer:" + grantId, memberKey);
        this.size = size;
        this.thread = new Thread(this::signAhead, "heads");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** A call was answered. */
    void callAnswered() {
        answered++;
    }

    /** Whether a head should go now. */
    boolean due(long now) {
        boolean soon = answered - covered >= CALLS || (answered > covered && now - coveredAt > NANOS);
        return soon && !signed.isEmpty();
    }

    /** Whether calls were answered that no head covers. */
    boolean uncovered() {
        return answered > covered && !signed.isEmpty();
    }

    /** Status of a head that was refused; 0 when none was. */
    int refused() {
        return refused;
    }

    private void signAhead() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                signed.put(head(size.addAndGet(CALLS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] head(long treeSize) {
        Digest32 root = Digest32.of(HashFunction.sha256()
                .hash(ByteBuffer.allocate(Long.BYTES).putLong(treeSize).array()));
        long now = System.currentTimeMillis();
        return CanonicalJson.bytes(JsonObject.builder()
                .put("treeSize", treeSize)
                .put("rootHash", root.hex())
                .put("time", now)
                .put(
                        "signature",
                        signer.sign(new TreeHead(treeSize, root), 0, now).signature())
                .build());
    }

    @Override
    public void write(ByteBuffer into) {
        byte[] body = signed.remove();
        String path = "/v1/sessions/" + session.identity().session() + "/head";
        FetchEnvelope fetch = session.fetch("POST", path, body);
        String head = "POST " + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n" + SessionHeaders.SESSION + ": " + fetch.session() + "\r\n" + SessionHeaders.MAC
                + ": " + fetch.mac() + "\r\n\r\n";
        into.put(head.getBytes(StandardCharsets.ISO_8859_1)).put(body);
        covered = answered;
        coveredAt = System.nanoTime();
    }

    @Override
    public void answered(int status) {
        if (status != 200) {
            refused = status;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
