package io.kontor.cli.bench;

import io.kontor.usage.call.CallEnvelope;
import java.nio.ByteBuffer;

/** Sends what a session's caller sends, with a MAC that nobody checks. One thread. */
final class PlainCaller implements Caller {

    private static final String SESSION = "0123456789abcdef".repeat(2);
    private static final String MAC = "A".repeat(43) + "=";

    private final CallRequests requests;
    private final byte[] body;
    private long sequence;

    PlainCaller(long seed, byte[] body) {
        this.requests = new CallRequests(seed, body.length);
        this.body = body;
    }

    @Override
    public void write(ByteBuffer into) {
        sequence++;
        requests.write(new CallEnvelope(SESSION, sequence, requests.callId(), sequence - 1, MAC, body), into);
    }

    @Override
    public void answered(int status) {
        // nothing follows from it
    }
}
