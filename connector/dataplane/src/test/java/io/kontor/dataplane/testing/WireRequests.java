package io.kontor.dataplane.testing;

import io.kontor.testkit.fuzz.WireRequest;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.SessionOpening;

/** Requests of session.md as bytes that may be changed. */
public final class WireRequests {

    private WireRequests() {}

    /** An opening (SES-1). */
    public static WireRequest opening(SessionOpening opening) {
        return WireRequest.of(
                "/v1/sessions",
                opening.body(),
                "Kontor-Signature-Member: " + opening.memberSignature(),
                "Kontor-Signature-User: " + opening.userSignature(),
                "Kontor-Signature-Application: " + opening.applicationSignature());
    }

    /** A call (SES-3). */
    public static WireRequest call(CallEnvelope envelope) {
        return WireRequest.of(
                "/v1/calls",
                envelope.body(),
                "Kontor-Session: " + envelope.session(),
                "Kontor-Sequence: " + envelope.sequence(),
                "Kontor-Call: " + envelope.callId(),
                "Kontor-Received: " + envelope.received(),
                "Kontor-Mac: " + envelope.mac());
    }

    /** A request within a session (SES-11). */
    public static WireRequest fetch(FetchEnvelope envelope) {
        return WireRequest.of(
                envelope.path(),
                envelope.body(),
                "Kontor-Session: " + envelope.session(),
                "Kontor-Mac: " + envelope.mac());
    }
}
