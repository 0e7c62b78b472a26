package io.kontor.usage.engine;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Delivery;
import io.kontor.usage.metering.GrantUse;
import io.kontor.usage.policy.CompiledPolicy;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.receiptlog.LocalRecord;
import io.kontor.usage.receiptlog.LogSink;
import java.util.Optional;

/** One call against the rates, bytes and records of its grant; bounds nothing where the terms have none (POL-14). */
record BoundedUse(String callId, String grantId, GrantUse use, Optional<GrantUse.Share> share) {

    static BoundedUse of(EngineBase base, CompiledPolicy policy, String grantId, String callId) {
        int instances = base.config().limits().instances();
        return new BoundedUse(
                callId,
                grantId,
                base.state().uses().of(grantId),
                policy.bounds()
                        .filter(Sharers::counted)
                        .map(bounds -> new GrantUse.Share(bounds, policy.utcOffsetMinutes(), instances)));
    }

    Optional<Refusal> admit(long now) {
        return share.flatMap(part -> use.admit(callId, part, now));
    }

    /** Asked on the sequencer before a small answer is released. */
    Optional<Refusal> release(Delivery delivery) {
        return share.flatMap(part -> use.release(part, delivery));
    }

    /** Asked on the sequencer before a stream is reserved. */
    Optional<Refusal> stream(long bytesMax) {
        return share.flatMap(part -> use.release(part, bytesMax));
    }

    /** Notes the bytes of a reserved stream beside its leaf. */
    void hold(LogSink sink, long bytesMax) {
        if (share.isPresent() && share.get().bounds().bytesMax().isPresent()) {
            JsonObject held = JsonObject.builder()
                    .put("bytes", bytesMax)
                    .put("callId", callId)
                    .put("grantId", grantId)
                    .build();
            sink.local(LocalRecord.BYTES_HELD, CanonicalJson.bytes(held));
            use.hold(callId, bytesMax);
        }
    }
}
