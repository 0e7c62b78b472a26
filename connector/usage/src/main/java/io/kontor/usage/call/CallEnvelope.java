package io.kontor.usage.call;

/**
 * A call as it arrives: the headers of SES-3 and the exact bytes of the body. Nothing in it is believed yet.
 *
 * @param session session, 32 hex characters
 * @param sequence sequence number in the session, from 1
 * @param callId call identifier, 32 hex characters
 * @param received highest contiguous sequence number whose receipt the consumer holds
 * @param mac base64 of the HMAC of SES-3
 * @param body exact bytes; not changed by anybody afterwards
 */
@SuppressWarnings("ArrayRecordComponent")
public record CallEnvelope(String session, long sequence, String callId, long received, String mac, byte[] body) {}
