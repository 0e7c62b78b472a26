package io.kontor.usage.session;

/**
 * A request within a session that is no call (SES-11): a further page of a viewing, a receipt, the consumer's head. It takes no sequence
 * number.
 *
 * @param session session, 32 hex characters
 * @param method HTTP method
 * @param path path and query
 * @param mac base64 of the HMAC of SES-11
 * @param body exact bytes of the body, empty for GET
 */
@SuppressWarnings("ArrayRecordComponent")
public record FetchEnvelope(String session, String method, String path, String mac, byte[] body) {}
