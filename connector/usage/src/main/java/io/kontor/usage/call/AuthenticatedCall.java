package io.kontor.usage.call;

import io.kontor.model.id.Digest32;

/**
 * A call whose MAC verified in a live session; made by the engine only.
 *
 * @param session session
 * @param sequence sequence number
 * @param callId call identifier
 * @param bodyDigest SHA-256 of the body
 * @param bodyBytes exact bytes of the body
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record AuthenticatedCall(
        String session, long sequence, String callId, Digest32 bodyDigest, byte[] bodyBytes, CallBody body) {}
