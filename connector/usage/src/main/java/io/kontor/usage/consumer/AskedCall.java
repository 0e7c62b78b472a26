package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.CallEnvelope;

/**
 * A call that stands in the consumer's journal and may be sent.
 *
 * @param session its session
 * @param envelope what is sent
 * @param body its body
 * @param requestDigest digest of the body under the evidence key, as its receipt must name it
 */
public record AskedCall(ConsumerSession session, CallEnvelope envelope, CallBody body, Digest32 requestDigest) {}
