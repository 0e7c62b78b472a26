package io.kontor.usage.engine;

import io.kontor.model.id.Digest32;
import io.kontor.usage.session.LiveSession;

/**
 * A live session.
 *
 * @param session session, 32 hex characters
 * @param grantId its agreement
 * @param buyer its member
 * @param userName name of the user
 * @param user fingerprint of the user's key
 * @param application fingerprint of the application's key
 * @param expiresAt epoch milliseconds
 */
public record SessionView(
        String session,
        String grantId,
        String buyer,
        String userName,
        Digest32 user,
        Digest32 application,
        long expiresAt) {

    static SessionView of(LiveSession session) {
        return new SessionView(
                session.id(),
                session.grantId(),
                session.buyer(),
                session.userName(),
                session.identity().user().fingerprint(),
                session.identity().application().fingerprint(),
                session.expiresAt());
    }
}
