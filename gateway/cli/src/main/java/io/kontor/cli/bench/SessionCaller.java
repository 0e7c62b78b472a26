package io.kontor.cli.bench;

import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.consumer.ConsumerSession;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Calls within a session by its rules: sequence numbers, MAC, what was received. One thread. */
final class SessionCaller implements Caller {

    private final ConsumerSession session;
    private final CallRequests requests;
    private final Supplier<byte[]> bodies;
    private final HeadCaller heads;
    private long sequence;

    SessionCaller(long seed, ConsumerSession session, Bodies bodies, HeadCaller heads) {
        this.session = session;
        this.requests = new CallRequests(seed, bodies.length());
        this.bodies = bodies.next();
        this.heads = heads;
    }

    /**
     * Bodies of the calls, all of one length.
     *
     * @param length bytes
     * @param next the next one
     */
    record Bodies(int length, Supplier<byte[]> next) {}

    @Override
    public void write(ByteBuffer into) {
        CallEnvelope call = session.next(requests.callId(), bodies.get());
        sequence = call.sequence();
        requests.write(call, into);
    }

    @Override
    public void answered(int status) {
        session.answered(sequence);
        heads.callAnswered();
    }
}
