package io.kontor.cli.bench;

import io.kontor.dataplane.call.SessionHeaders;
import io.kontor.usage.call.CallEnvelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Writes a call as HTTP: the same form whether anybody checks it or not. One thread. */
final class CallRequests {

    private final SplittableRandom random;
    private final byte[] head;

    CallRequests(long seed, int bodyLength) {
        this.random = new SplittableRandom(seed);
        this.head = ascii("POST /v1/calls HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + bodyLength + "\r\n");
    }

    /** A fresh call id. */
    String callId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    void write(CallEnvelope call, ByteBuffer into) {
        into.put(head);
        put(into, SessionHeaders.SESSION, call.session());
        put(into, SessionHeaders.SEQUENCE, Long.toString(call.sequence()));
        put(into, SessionHeaders.CALL, call.callId());
        put(into, SessionHeaders.RECEIVED, Long.toString(call.received()));
        put(into, SessionHeaders.MAC, call.mac());
        into.put((byte) '\r').put((byte) '\n').put(call.body());
    }

    private static void put(ByteBuffer into, String name, String value) {
        into.put(ascii(name))
                .put((byte) ':')
                .put((byte) ' ')
                .put(ascii(value))
                .put((byte) '\r')
                .put((byte) '\n');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
