package io.kontor.usage.session;

/**
 * A request to open a session (SES-1) as it arrives.
 *
 * @param body exact bytes of the body
 * @param memberSignature base64 signature by the member's connector key
 * @param userSignature base64 signature by the user's key
 * @param applicationSignature base64 signature by the application's key
 */
@SuppressWarnings("ArrayRecordComponent")
public record SessionOpening(byte[] body, String memberSignature, String userSignature, String applicationSignature) {}
