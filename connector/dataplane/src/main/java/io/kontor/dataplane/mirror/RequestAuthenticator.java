package io.kontor.dataplane.mirror;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.VerifyingKey;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.rejection.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Authenticates a request by the signature of a pinned key (LOG-6). Blocks at the ledger; thread-safe. */
final class RequestAuthenticator {

    private static final long SKEW_MS = 60_000;
    private static final int MAX_REMEMBERED = 20_000;

    /**
     * A signed request as it arrived.
     *
     * @param key base64 of the key's SubjectPublicKeyInfo
     * @param time epoch milliseconds
     * @param signature base64 of the signature
     * @param method HTTP method
     * @param uri path and query
     */
    record SignedRequest(String key, long time, String signature, String method, String uri) {

        byte[] signedBytes(CryptoSuite suite) {
            return ("kontor-request-v1\n" + method + "\n" + uri + "\n" + time + "\n"
                            + HexFormat.of().formatHex(suite.digest(new byte[0])) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private record Used(String signature, long time) {}

    private final List<CryptoSuite> suites;
    private final Directory directory;
    private final LongSupplier clock;
    private final Set<String> used = new HashSet<>();
    private final Deque<Used> order = new ArrayDeque<>();

    /** @param suites suites whose keys are taken, told apart by the key's curve */
    RequestAuthenticator(List<CryptoSuite> suites, Directory directory, LongSupplier clock) {
        this.suites = List.copyOf(suites);
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * The member that sent the request.
     *
     * @throws ProblemException with 401 for everybody else
     */
    Member authenticate(SignedRequest request) {
        long now = clock.getAsLong();
        if (Math.abs(now - request.time()) > SKEW_MS) {
            throw refused("Kontor-Time " + request.time() + " is more than 60 s from this clock's " + now);
        }
        Presented presented = key(request.key());
        VerifyingKey key = presented.key();
        Member member = directory
                .memberOfKey(key.fingerprint())
                .orElseThrow(() ->
                        refused("no member pins the key " + key.fingerprint().hex()));
        if (member.status() != MemberStatus.ACTIVE) {
            throw refused("member " + member.participantId() + " is " + member.status());
        }
        byte[] signature = decode("Kontor-Signature", request.signature());
        if (!key.verify(signature, request.signedBytes(presented.suite()))) {
            throw refused("the signature does not verify");
        }
        // The bytes, not the text: base64 of the same bytes may be written in two ways.
        takeOnce(HexFormat.of().formatHex(signature), now);
        return member;
    }

    private record Presented(CryptoSuite suite, VerifyingKey key) {}

    private Presented key(String base64) {
        byte[] spki = decode("Kontor-Key", base64);
        for (CryptoSuite suite : suites) {
            Optional<VerifyingKey> key = read(suite, spki);
            if (key.isPresent()) {
                return new Presented(suite, key.get());
            }
        }
        throw refused("Kontor-Key is no public key of suite "
                + suites.stream().map(CryptoSuite::name).collect(Collectors.joining(" or ")));
    }

    private static Optional<VerifyingKey> read(CryptoSuite suite, byte[] spki) {
        try {
            return Optional.of(suite.verifyingKey(spki));
        } catch (CryptoException e) {
            return Optional.empty();
        }
    }

    private static byte[] decode(String header, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.malformed("Cannot read header " + header + ": it is not base64"));
        }
    }

    /** A signature is remembered for as long as its time could be accepted. */
    private synchronized void takeOnce(String signature, long now) {
        while (!order.isEmpty() && order.getFirst().time() < now - 2 * SKEW_MS) {
            used.remove(order.removeFirst().signature());
        }
        if (used.contains(signature)) {
            throw refused("the signature was used before");
        }
        if (order.size() >= MAX_REMEMBERED) {
            throw new ProblemException(
                    Problem.of(503, RejectionCode.BUSY, "Too many signed requests within two minutes")
                            .withRetryAfter(30));
        }
        used.add(signature);
        order.addLast(new Used(signature, now));
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                Problem.of(401, RejectionCode.NOT_AUTHENTICATED, "Cannot authenticate request: " + why));
    }
}
