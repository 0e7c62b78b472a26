package io.kontor.usage.engine;

/**
 * A live session.
 *
 * @param session session, 32 hex characters
 * @param grantId its agreement
 * @param buyer its member
 * @param userName name of the user
 * @param expiresAt epoch milliseconds
 */
public record SessionView(String session, String grantId, String buyer, String userName, long expiresAt) {}
