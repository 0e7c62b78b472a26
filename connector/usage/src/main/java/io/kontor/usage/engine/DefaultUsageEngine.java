package io.kontor.usage.engine;

import io.kontor.client.ledger.EventPosition;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.SessionRefusedLeaf;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.AuthenticatedCall;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.contact.Following;
import io.kontor.usage.content.ContentKeys;
import io.kontor.usage.content.ContentSealer;
import io.kontor.usage.content.ReplayStore;
import io.kontor.usage.grant.GrantBook;
import io.kontor.usage.grant.GrantEntry;
import io.kontor.usage.keys.InstanceKeys;
import io.kontor.usage.policy.GrantFacts;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.receiptlog.HeadSigner;
import io.kontor.usage.receiptlog.LocalRecord;
import io.kontor.usage.receiptlog.LocatedReceipt;
import io.kontor.usage.receiptlog.LogQueries;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.LiveSession;
import io.kontor.usage.session.OpeningBody;
import io.kontor.usage.session.OpeningResult;
import io.kontor.usage.session.SessionBook;
import io.kontor.usage.session.SessionOpener;
import io.kontor.usage.session.SessionOpening;
import io.kontor.usage.unit.AllowanceKeeper;
import io.kontor.usage.unit.ClaimBatcher;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The engine of one instance, wired from its parts. */
final class DefaultUsageEngine implements UsageEngine {

    private static final long REPLAY_BYTES = 64L << 20;
    private static final long LAST_ANCHOR_S = 5;
    /** How often the journal is looked at for segments to retire. */
    private static final Duration RETENTION = Duration.ofHours(6);

    private final EngineBase base;
    private final InstanceKeys keys;
    private final ContentKeys contentKeys;
    private final SessionBook sessions;
    private final SessionOpener opener;
    private final AllowanceKeeper units;
    private final Sharers sharers;
    private final GrantBook grants;
    private final Following events;
    private final Anchorer anchorer;
    private final Contact contact;
    private final Admission admission;
    private final HandingIn handingIn;
    private final Retention retention;
    private final Acknowledgements acknowledgements;
    private final Terminations terminations;
    private final ConsumerHeads consumerHeads;
    private final LogView view;
    private final LastEnd lastEnd;
    /** Openings by strangers may ask the ledger about unknown grants only so often. */
    private final DenialLimit unknownGrants = new DenialLimit();

    /** Refused openings of known members are receipts, so many a second (architecture §4.8). */
    private final DenialLimit refusedOpenings = new DenialLimit();

    DefaultUsageEngine(EngineBase base, EngineHost host, SigningKey logKey, EngineStart.Started started) {
        this.base = base;
        UsageEngineConfig config = base.config();
        this.keys = new InstanceKeys(host.keys(), base.suite());
        this.contentKeys = new ContentKeys(host.keys(), base.suite());
        this.sessions = sessionBook(base);
        this.opener = new SessionOpener(base.suite(), base.clock(), config.logId(), sessions, keys);
        ReceiptLedger receipts = new ReceiptLedger(base.contact());
        this.units = new AllowanceKeeper(
                receipts,
                base.log(),
                base.tasks(),
                base.clock(),
                config.limits().instances());
        this.sharers = new Sharers(base);
        this.grants = new GrantBook(base.contact(), base.tasks(), base.clock(), this::eventsLive, new Readings());
        HeadSigner signer = new HeadSigner(config.logId(), logKey);
        this.anchorer = new Anchorer(base, signer, started.anchored());
        this.contact = new Contact(base, anchorer);
        GiveBacks giveBacks = new GiveBacks(base, anchorer);
        this.admission = new Admission(base, admissionParts(receipts, giveBacks));
        this.handingIn = new HandingIn(base, units, giveBacks, anchorer, admission::inFlight);
        this.acknowledgements = new Acknowledgements(base, anchorer);
        this.retention = new Retention(base, anchorer, giveBacks, admission::inFlight);
        this.terminations = new Terminations(base, grants, contentKeys);
        this.consumerHeads = new ConsumerHeads(base);
        this.lastEnd = started.lastEnd();
        this.view = new LogView(base.log(), signer, anchorer, base.clock());
        this.events = host.events()
                .follow(
                        base.contact(),
                        new EventPosition(started.block(), Optional.empty()),
                        event -> changed(event.keys()));
        terminations.resume();
        Timers.start(base, anchorer, grants, this::everySecond);
        Timers.every(base.tasks(), RETENTION, retention::tick);
        base.state().grants().forEach(grants::expect);
    }

    private static SessionBook sessionBook(EngineBase base) {
        UsageEngineConfig config = base.config();
        SessionBook.Place place = new SessionBook.Place(
                config.logId(), config.address(), config.timing().sessionLife());
        return new SessionBook(
                base.suite(), base.clock(), place, config.limits().sessions());
    }

    /** A log that begins to serve shares the bounds of grants. */
    private void changed(List<String> keys) {
        grants.changed(keys);
        if (keys.stream().anyMatch(key -> key.startsWith("log/") || key.startsWith("write-off/"))) {
            grants.refresh();
        }
    }

    private void everySecond() {
        terminations.tick();
        admission.sweep();
        handingIn.tick();
        acknowledgements.tick();
    }

    private Admission.Parts admissionParts(ReceiptLedger receipts, GiveBacks giveBacks) {
        int waiting = base.config().limits().inFlight();
        ClaimBatcher batcher = new ClaimBatcher(receipts, base.log(), base.tasks(), base.clock(), waiting);
        ReplayStore replays = new ReplayStore(contentKeys, base.clock(), REPLAY_BYTES);
        return new Admission.Parts(
                sessions,
                grants,
                keys,
                contact,
                new ReceiptWriter(base.log(), base.state(), units),
                new Units(base, units, batcher),
                new Repeats(base, replays, units),
                replays,
                giveBacks,
                sharers);
    }

    private boolean eventsLive() {
        return events.live();
    }

    /** What the grant book tells about each reading. */
    private final class Readings implements GrantBook.Listener {

        private final Periods periods = new Periods(base);

        @Override
        public CompletionStage<Void> before(GrantFacts facts) {
            return periods.follow(facts.order()).thenCompose(done -> sharers.look(facts));
        }

        @Override
        public void free(String grantId, Map<Action, Long> free) {
            units.free(grantId, free);
        }

        @Override
        public void read(GrantEntry entry) {
            base.state().termination(entry.grantId()).ifPresent(entry::stop);
            terminations.ended(entry);
        }
    }

    @Override
    public String logId() {
        return base.config().logId();
    }

    @Override
    public CompletionStage<ActivationResult> activate(GrantActivation activation) {
        return grants.find(activation.grantId())
                .thenApply(entry -> activate(activation, entry))
                .exceptionally(failure -> refused(
                        RejectionCode.STALE,
                        "Cannot serve grant " + activation.grantId() + ": "
                                + Failures.cause(failure).getMessage()));
    }

    private ActivationResult activate(GrantActivation activation, Optional<GrantEntry> found) {
        String grantId = activation.grantId();
        if (found.isEmpty()) {
            return refused(RejectionCode.NO_AGREEMENT, "Cannot serve grant " + grantId + ": the ledger has none");
        }
        GrantEntry entry = found.get();
        Grant grant = entry.view().policy().facts().grant();
        if (!grant.supplier().equals(base.config().participantId())) {
            return refused(
                    RejectionCode.NO_AGREEMENT,
                    "Cannot serve grant " + grantId + ": its supplier is " + grant.supplier() + ", this instance is "
                            + base.config().participantId() + "'s");
        }
        if (!grant.termsHash().equals(activation.termsHash())) {
            return refused(
                    RejectionCode.TERMS_HASH,
                    "Cannot serve grant " + grantId + ": the control plane names terms " + activation.termsHash()
                            + ", the ledger " + grant.termsHash());
        }
        Optional<Refusal> refusal = entry.stopped()
                .or(() -> sharers.refusal(grantId))
                .or(() -> entry.view().policy().state(base.clock().millis()));
        if (refusal.isPresent()) {
            return refused(refusal.get().code(), refusal.get().detail());
        }
        return keys.keepEvidence(grantId, activation.evidenceKey(), grant.evidenceKeyDigest())
                .<ActivationResult>map(key -> new ActivationResult.Active(grant))
                .orElseGet(() -> refused(
                        RejectionCode.MALFORMED,
                        "Cannot serve grant " + grantId + ": the evidence key is not the one whose digest "
                                + grant.evidenceKeyDigest() + " stands in the grant"));
    }

    private static ActivationResult refused(RejectionCode code, String detail) {
        return new ActivationResult.Refused(code, detail);
    }

    @Override
    public CompletionStage<OpeningResult> openSession(SessionOpening opening) {
        OpeningBody body;
        try {
            body = OpeningBody.parse(opening.body());
        } catch (MalformedException e) {
            return CompletableFuture.completedFuture(
                    new OpeningResult.Refused(RejectionCode.MALFORMED, String.valueOf(e.getMessage()), ""));
        }
        if (base.contact().draining()) {
            return CompletableFuture.completedFuture(new OpeningResult.Refused(
                    RejectionCode.BUSY, "Cannot open session: this instance is being drained, another one serves", ""));
        }
        boolean known = grants.known(body.grantId()).isPresent();
        if (!known && !unknownGrants.take("", base.clock().millis())) {
            return CompletableFuture.completedFuture(new OpeningResult.Refused(
                    RejectionCode.BUSY, "Cannot open session: too many openings name unknown grants", ""));
        }
        return grants.find(body.grantId())
                .thenCompose(entry -> base.tasks().run(() -> opener.open(opening, body, entry)))
                .thenCompose(outcome -> opened(body, outcome))
                .exceptionally(failure -> new OpeningResult.Refused(
                        RejectionCode.STALE,
                        "Cannot open session: " + Failures.cause(failure).getMessage(),
                        ""));
    }

    private CompletionStage<OpeningResult> opened(OpeningBody body, SessionOpener.Outcome outcome) {
        if (outcome instanceof SessionOpener.Outcome.Open open) {
            return CompletableFuture.completedFuture(open.answer());
        }
        if (outcome instanceof SessionOpener.Outcome.Turned turned) {
            return CompletableFuture.completedFuture(new OpeningResult.Refused(turned.code(), turned.detail(), ""));
        }
        SessionOpener.Outcome.Refused refused = (SessionOpener.Outcome.Refused) outcome;
        Refusal refusal = refused.refusal();
        if (!refusedOpenings.take(body.grantId(), base.clock().millis())) {
            return CompletableFuture.completedFuture(new OpeningResult.Refused(
                    RejectionCode.BUSY,
                    "Cannot open session: too many refused openings of grant " + body.grantId(),
                    ""));
        }
        return base.log()
                .sequence(sink -> sink.leaf(
                        at -> new SessionRefusedLeaf(at, refused.memberKey(), body.grantId(), refusal.code())))
                .thenApply(leaf -> new OpeningResult.Refused(
                        refusal.code(), refusal.detail(), Base64.getEncoder().encodeToString(leaf.bytes())));
    }

    @Override
    public Authentication authenticate(CallEnvelope envelope) {
        return sessions.authenticate(envelope);
    }

    @Override
    public CompletionStage<CallResult> admit(AuthenticatedCall call) {
        return admission.admit(call);
    }

    @Override
    public Optional<SessionView> authenticate(FetchEnvelope envelope) {
        return sessions.authenticate(envelope).map(SessionView::of);
    }

    @Override
    public Optional<SessionView> session(String session) {
        return sessions.find(session).map(SessionView::of);
    }

    @Override
    public CompletionStage<HeadResult> acceptHead(String session, byte[] body) {
        Optional<LiveSession> live = sessions.find(session);
        return live.isPresent()
                ? consumerHeads.accept(live.get(), body)
                : CompletableFuture.completedFuture(new HeadResult.Refused(
                        RejectionCode.NOT_AUTHENTICATED, "Cannot take head: session " + session + " is not open"));
    }

    @Override
    public Optional<LocatedReceipt> receipt(String session, long sequence) {
        return sessions.find(session)
                .map(live -> live.receipt(sequence))
                .filter(OptionalLong::isPresent)
                .flatMap(index -> view.receipt(index.getAsLong(), base.state().calls()));
    }

    @Override
    public CompletionStage<Termination> terminate(String grantId, String reason) {
        return terminations.terminate(grantId, reason);
    }

    @Override
    public CompletionStage<LogHead> anchor() {
        return anchorer.anchor();
    }

    @Override
    public CompletionStage<Drained> drain() {
        return handingIn.drain();
    }

    @Override
    public CompletionStage<Retired> retire() {
        return retention.look();
    }

    @Override
    public LogQueries log() {
        return view;
    }

    @Override
    public ContentSealer content(String grantId) {
        return contentKeys.sealer(grantId);
    }

    @Override
    public EngineState state() {
        return States.of(base, new States.Live(grants, units, sessions, anchorer, contact, admission, lastEnd));
    }

    @Override
    public void close() {
        if (contact.ended().isEmpty() && base.log().size() > anchorer.anchoredSize()) {
            lastAnchor();
        }
        noteClosed();
        events.close();
        base.tasks().close();
        base.log().close();
    }

    /** The next start then knows that nothing can be missing; without it, it assumes the worse (JNL-11). */
    private void noteClosed() {
        byte[] record = CanonicalJson.bytes(
                JsonObject.builder().put("at", base.clock().millis()).build());
        CompletableFuture<Boolean> unused = base.log().sequence(sink -> {
            sink.local(LocalRecord.CLOSED, record);
            return true;
        });
    }

    /** What is not anchored now is anchored after the next start. */
    private void lastAnchor() {
        try {
            anchorer.anchor().get(LAST_ANCHOR_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException | CompletionException e) {
            admission.report("Log " + logId() + " closes with leaves that are not anchored yet: " + e.getMessage());
        }
    }
}
