package io.kontor.dataplane.consumer;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.consumer.OpeningDraft;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Tickets of openings under way and tokens of open sessions, both bounded. Thread-safe. */
final class SessionStore {

    private static final int MAX_TICKETS = 1_000;
    private static final int MAX_SESSIONS = 10_000;
    private static final long TICKET_MS = 50_000;

    /**
     * An opening that waits for its signatures.
     *
     * @param draft the opening
     * @param supplier where it will be sent
     * @param expiresAt epoch milliseconds
     */
    record Ticket(OpeningDraft draft, SupplierAddress supplier, long expiresAt) {}

    private final LongSupplier clock;
    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
    private final Map<String, AppSession> sessions = new ConcurrentHashMap<>();

    SessionStore(LongSupplier clock) {
        this.clock = clock;
    }

    String keep(OpeningDraft draft, SupplierAddress supplier) {
        long now = clock.getAsLong();
        tickets.values().removeIf(ticket -> ticket.expiresAt() <= now);
        if (tickets.size() >= MAX_TICKETS) {
            throw busy("openings");
        }
        String name = HexFormat.of().formatHex(CryptoSuites.intl().random(16));
        tickets.put(name, new Ticket(draft, supplier, now + TICKET_MS));
        return name;
    }

    /** Takes a ticket, once. */
    Ticket take(String name) {
        Ticket ticket = tickets.remove(name);
        if (ticket == null || ticket.expiresAt() <= clock.getAsLong()) {
            throw new ProblemException(
                    Problem.of(404, RejectionCode.NOT_FOUND, "The ticket is unknown, used or older than 50 s"));
        }
        return ticket;
    }

    String open(AppSession session) {
        long now = clock.getAsLong();
        sessions.values().removeIf(open -> open.session().expiresAt() <= now);
        if (sessions.size() >= MAX_SESSIONS) {
            throw busy("sessions");
        }
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(CryptoSuites.intl().random(32));
        sessions.put(token, session);
        return token;
    }

    /** The session of the bearer token of a request. */
    AppSession require(Exchange exchange) {
        String header = exchange.header("Authorization").orElse("");
        AppSession session = header.startsWith("Bearer ") ? sessions.get(header.substring("Bearer ".length())) : null;
        if (session == null || session.session().expiresAt() <= clock.getAsLong()) {
            throw new ProblemException(Problem.of(
                    401,
                    RejectionCode.NOT_AUTHENTICATED,
                    "The token is unknown or its session is over; open a session"));
        }
        return session;
    }

    /** Forgets the sessions of an agreement. */
    int forget(String grantId) {
        int before = sessions.size();
        sessions.values().removeIf(session -> session.grantId().equals(grantId));
        return before - sessions.size();
    }

    private static ProblemException busy(String what) {
        return new ProblemException(Problem.of(503, RejectionCode.BUSY, "Too many " + what + " at once")
                .withRetryAfter(5));
    }
}
