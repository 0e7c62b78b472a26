package io.kontor.usage.session;

import io.kontor.model.merkle.HashFunction;
import io.kontor.usage.call.CallEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The texts under a session's MAC (SES-3, SES-11); both sides make them here. */
public final class CallMac {

    private CallMac() {}

    /** Text of a call; the envelope's own MAC is not part of it. */
    public static byte[] text(CallEnvelope call) {
        return text(call, HashFunction.sha256().hash(call.body()));
    }

    /** Text of a call whose body's SHA-256 is known. */
    static byte[] text(CallEnvelope call, byte[] bodyHash) {
        return ("kontor-call-v1\n" + call.session() + "\n" + call.sequence() + "\n" + call.callId() + "\n"
                        + call.received() + "\n" + HexFormat.of().formatHex(bodyHash) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Text of a request that is no call. */
    public static byte[] text(FetchEnvelope fetch) {
        return ("kontor-fetch-v1\n" + fetch.session() + "\n" + fetch.method() + "\n" + fetch.path() + "\n"
                        + hash(fetch.body()) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] body) {
        return HexFormat.of().formatHex(HashFunction.sha256().hash(body));
    }
}
