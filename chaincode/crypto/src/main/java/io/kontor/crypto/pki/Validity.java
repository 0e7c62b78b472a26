package io.kontor.crypto.pki;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which a certificate is valid.
 *
 * @param notBefore the first instant, whole seconds in the certificate
 * @param notAfter the last instant, later than the first
 */
public record Validity(Instant notBefore, Instant notAfter) {

    /** A little of the past, so that a certificate is valid at once on a machine whose clock is behind. */
    static final Duration BACKDATING = Duration.ofMinutes(5);

    public Validity {
        if (!notBefore.isBefore(notAfter)) {
            throw new PkiException("Cannot use validity: it begins at " + notBefore + " and has ended by " + notAfter);
        }
    }

    /** Valid from five minutes ago for the given number of days from now. */
    public static Validity ofDays(final int days) {
        final Instant now = Instant.now();
        return new Validity(now.minus(BACKDATING), now.plus(Duration.ofDays(days)));
    }
}
