package io.kontor.usage.session;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Fingerprint;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.grant.GrantEntry;
import io.kontor.usage.keys.InstanceKeys;
import io.kontor.usage.policy.CompiledPolicy;
import io.kontor.usage.policy.ProvenIdentity;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.session.Strangers.Reason;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Verifies openings under three keys, first failing check wins (SES-1). Blocks for the time of three signatures. Thread-safe. */
public final class SessionOpener {

    private static final long MAX_SKEW_MS = 60_000;
    private static final int MAX_NONCES = 65_536;

    private final CryptoSuite suite;
    private final InstantSource clock;
    private final String logId;
    private final SessionBook book;
    private final InstanceKeys keys;
    private final Map<String, Long> nonces = new LinkedHashMap<>();

    /**
     * An opener for one instance.
     *
     * @param suite verifies signatures
     * @param clock own clock
     * @param logId log of the instance
     * @param book takes what is opened
     * @param keys evidence keys
     */
    public SessionOpener(CryptoSuite suite, InstantSource clock, String logId, SessionBook book, InstanceKeys keys) {
        this.suite = suite;
        this.clock = clock;
        this.logId = logId;
        this.book = book;
        this.keys = keys;
    }

    /** What the checks gave. */
    public sealed interface Outcome {

        /**
         * The session is open.
         *
         * @param answer the answer
         */
        record Open(OpeningResult.Opened answer) implements Outcome {}

        /**
         * Refused without a leaf.
         *
         * @param code NOT_AUTHENTICATED or BUSY
         * @param detail one line
         */
        record Turned(RejectionCode code, String detail) implements Outcome {}

        /**
         * Refused with a SESSION_REFUSED leaf.
         *
         * @param refusal why
         * @param memberKey fingerprint of the member's key
         */
        record Refused(Refusal refusal, Digest32 memberKey) implements Outcome {}
    }

    /**
     * Checks an opening whose grant was read.
     *
     * @param opening the request
     * @param body its body
     * @param grant the grant, if the ledger has it
     */
    public Outcome open(SessionOpening opening, OpeningBody body, Optional<GrantEntry> grant) {
        byte[] text = OpeningBody.signedText(logId, opening.body());
        Optional<Stranger> stranger = grant.isEmpty()
                ? Stranger.of(Reason.GRANT, "grant " + body.grantId() + " is unknown")
                : stranger(grant.get().view().policy().facts().buyer(), opening, body, text);
        if (stranger.isPresent()) {
            book.strangers().count(stranger.get().reason());
            return new Outcome.Turned(
                    RejectionCode.NOT_AUTHENTICATED,
                    "Cannot open session: " + stranger.get().detail());
        }
        Digest32 memberKey = Fingerprint.ofKey(body.memberKey()).digest();
        GrantEntry entry = grant.orElseThrow();
        CompiledPolicy policy = entry.view().policy();
        Optional<Refusal> refusal =
                entry.stopped().or(() -> policy.state(clock.millis())).or(() -> subject(policy, opening, body, text));
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get(), memberKey);
        }
        Optional<InstanceKeys.EvidenceKey> evidence = keys.evidence(body.grantId());
        if (evidence.isEmpty()) {
            return new Outcome.Refused(
                    new Refusal(
                            RejectionCode.NO_AGREEMENT,
                            "Cannot open session: no transfer of grant " + body.grantId()
                                    + " was started at this instance"),
                    memberKey);
        }
        return book.open(
                        body,
                        policy.facts().buyer().participantId(),
                        evidence.get().bytes())
                .<Outcome>map(Outcome.Open::new)
                .orElseGet(() ->
                        new Outcome.Turned(RejectionCode.BUSY, "Cannot open session: too many sessions are open"));
    }

    private record Stranger(Reason reason, String detail) {

        static Optional<Stranger> of(Reason reason, String detail) {
            return Optional.of(new Stranger(reason, detail));
        }
    }

    private Optional<Stranger> stranger(Member buyer, SessionOpening opening, OpeningBody body, byte[] text) {
        Digest32 fingerprint = Fingerprint.ofKey(body.memberKey()).digest();
        boolean pinned = buyer.status() == MemberStatus.ACTIVE
                && buyer.keys().stream()
                        .anyMatch(key -> key.use() == KeyUse.CONNECTOR
                                && key.fingerprint().equals(fingerprint));
        if (!pinned) {
            return Stranger.of(
                    Reason.KEY, "key " + fingerprint + " is no connector key of member " + buyer.participantId());
        }
        if (!verifies(body.memberKey(), opening.memberSignature(), text)) {
            return Stranger.of(Reason.SIGNATURE, "the signature of the member's key does not verify");
        }
        long now = clock.millis();
        if (Math.abs(now - body.time()) > MAX_SKEW_MS) {
            return Stranger.of(
                    Reason.TIME, "its time is " + body.time() + ", the time here is " + now + ", at most 60 s apart");
        }
        return fresh(body.nonce(), now) ? Optional.empty() : Stranger.of(Reason.NONCE, "its nonce was used before");
    }

    private Optional<Refusal> subject(CompiledPolicy policy, SessionOpening opening, OpeningBody body, byte[] text) {
        ProvenIdentity identity =
                new ProvenIdentity(body.user().credential(), body.application().credential());
        Optional<Refusal> named = policy.admits(identity);
        if (named.isPresent() && named.get().code() == RejectionCode.USER) {
            return named;
        }
        if (!verifies(body.user().key(), opening.userSignature(), text)) {
            return Optional.of(new Refusal(
                    RejectionCode.USER, "Cannot open session: the signature of the user's key does not verify"));
        }
        if (named.isPresent()) {
            return named;
        }
        return verifies(body.application().key(), opening.applicationSignature(), text)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RejectionCode.APP,
                        "Cannot open session: the signature of the application's key does not verify"));
    }

    private boolean verifies(byte[] key, String signature, byte[] text) {
        try {
            return suite.verifyingKey(key).verify(Base64.getDecoder().decode(signature), text);
        } catch (CryptoException | MalformedException e) {
            return false;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean fresh(String nonce, long now) {
        synchronized (nonces) {
            nonces.values().removeIf(seen -> now - seen > 2 * MAX_SKEW_MS);
            if (nonces.size() >= MAX_NONCES) {
                return false;
            }
            return nonces.putIfAbsent(nonce, now) == null;
        }
    }
}
