package io.kontor.usage.policy;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.DayHours;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.order.Credential;
import io.kontor.model.rejection.RejectionCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policy of one grant as read from the ledger at one moment: ordered reasons exactly as {@link RejectionCode} orders them (SES-4). No
 * ledger, no clock: the caller brings the time. Immutable.
 */
public final class CompiledPolicy {

    private final GrantFacts facts;
    private final Optional<Refusal> state;
    private final Map<Action, Refusal> closedActions;
    private final Map<Action, Long> limits = new EnumMap<>(Action.class);
    private final Set<Credential> users;
    private final Set<Credential> applications;
    private final Map<Action, Set<Credential>> applicationsOfAction = new EnumMap<>(Action.class);
    private final Optional<UsageBounds> bounds;
    private final int utcOffsetMinutes;

    private CompiledPolicy(GrantFacts facts, Optional<Refusal> state) {
        this.facts = facts;
        this.state = state;
        this.closedActions = TermsCompiler.closedActions(facts);
        this.users = Set.copyOf(facts.grant().terms().users());
        this.applications = Set.copyOf(facts.grant().terms().applications());
        this.bounds = facts.grant().terms().bounds();
        this.utcOffsetMinutes = facts.city().utcOffsetMinutes();
        for (ActionTerms terms : facts.grant().terms().actions()) {
            limits.put(terms.action(), terms.limit());
            applicationsOfAction.put(
                    terms.action(), terms.applications().map(Set::copyOf).orElse(applications));
        }
    }

    /** Compiles; a grant whose terms are not understood or do not fit the data gives a policy that refuses every call. */
    public static CompiledPolicy compile(GrantFacts facts) {
        return new CompiledPolicy(facts, LiveState.refusal(facts).or(() -> TermsCompiler.refusal(facts)));
    }

    /**
     * Whether anything is served under the grant at this time, apart from windows of use.
     *
     * @param now epoch milliseconds
     */
    public Optional<Refusal> state(long now) {
        if (state.isPresent() && state.get().code() == RejectionCode.NO_AUTHORISATION) {
            return state;
        }
        long from = facts.authorisation().startsAt();
        long to = facts.authorisation().endsAt();
        if (now < from || now >= to) {
            return Optional.of(new Refusal(
                    RejectionCode.NO_AUTHORISATION,
                    "Cannot serve grant " + facts.grant().grantId() + ": authorisation "
                            + facts.authorisation().authorisationId() + " runs from " + from + " to " + to
                            + ", the time is " + now));
        }
        return state;
    }

    /**
     * The first reason for which the call is refused, before units and consent are looked at.
     *
     * @param query the call
     * @param now epoch milliseconds
     */
    public Optional<Refusal> decide(PolicyQuery query, long now) {
        Optional<Refusal> dead = state(now);
        if (dead.isPresent()) {
            return dead;
        }
        Refusal closed = closedActions.get(query.action());
        if (closed != null) {
            return Optional.of(closed);
        }
        Optional<Refusal> subject = subject(query);
        if (subject.isPresent()) {
            return subject;
        }
        Optional<Refusal> purpose = purpose(query);
        return purpose.isPresent() ? purpose : time(now);
    }

    /** Whether a user may open a session. */
    public Optional<Refusal> admits(ProvenIdentity identity) {
        if (!users.contains(identity.user())) {
            return refuse(
                    RejectionCode.USER,
                    "user " + identity.user().pseudonym() + " with key "
                            + identity.user().fingerprint() + " is not named");
        }
        return application(identity, applications, "");
    }

    private Optional<Refusal> application(ProvenIdentity identity, Set<Credential> named, String what) {
        return named.contains(identity.application())
                ? Optional.empty()
                : refuse(
                        RejectionCode.APP,
                        "application " + identity.application().pseudonym() + " with key "
                                + identity.application().fingerprint() + " is not named" + what);
    }

    private Optional<Refusal> subject(PolicyQuery query) {
        if (query.user().isPresent()
                && !query.user()
                        .get()
                        .equals(query.identity().user().pseudonym().hex())) {
            return refuse(
                    RejectionCode.USER,
                    "the call names user " + query.user().get() + ", the session proved "
                            + query.identity().user().pseudonym());
        }
        if (!users.contains(query.identity().user())) {
            return admits(query.identity());
        }
        if (query.application().isPresent()
                && !query.application()
                        .get()
                        .equals(query.identity().application().pseudonym().hex())) {
            return refuse(
                    RejectionCode.APP,
                    "the call names application " + query.application().get() + ", the session proved "
                            + query.identity().application().pseudonym());
        }
        return application(query.identity(), applicationsOfAction.getOrDefault(query.action(), Set.of()), " for it");
    }

    private Optional<Refusal> purpose(PolicyQuery query) {
        String scenario = facts.grant().terms().scenarioId();
        return query.purpose().equals(scenario)
                ? Optional.empty()
                : refuse(RejectionCode.PURPOSE, "its purpose is " + scenario + ", the call's is " + query.purpose());
    }

    private Optional<Refusal> time(long now) {
        Optional<Refusal> window = window(now);
        if (window.isPresent() || bounds.isEmpty() || bounds.get().open(now, utcOffsetMinutes)) {
            return window;
        }
        return refuse(
                RejectionCode.HOURS,
                "its hours are " + bounds.get().hours().map(DayHours::toString).orElse("all") + " on "
                        + bounds.get().weekdays().map(List::toString).orElse("all days")
                        + ", the time is " + now + " in a zone of " + utcOffsetMinutes + " minutes");
    }

    private Optional<Refusal> window(long now) {
        long from = facts.grant().terms().window().startsAt();
        long to = facts.grant().terms().window().endsAt();
        if (now < from) {
            return refuse(RejectionCode.BEFORE_WINDOW, "its window begins at " + from + ", the time is " + now);
        }
        return now >= to
                ? refuse(RejectionCode.AFTER_WINDOW, "its window ended at " + to + ", the time is " + now)
                : Optional.empty();
    }

    /** Whether window, hours and weekdays permit use now; asked again while a permit is held. */
    public Optional<Refusal> serves(long now) {
        Optional<Refusal> dead = state(now);
        return dead.isPresent() ? dead : time(now);
    }

    /** Whether a release needs a claimed consent. A grant on personal data that demands none is not served at all (INV-9). */
    public boolean consentNeeded() {
        return facts.grant().terms().consent() == ConsentRule.ONE_SHOT;
    }

    /** Units of an action; 0 when the grant does not allow it. */
    public long limit(Action action) {
        return limits.getOrDefault(action, 0L);
    }

    /** Bounds that are counted over calls: rates, bytes, records. */
    public Optional<UsageBounds> bounds() {
        return bounds;
    }

    /** Offset of the calendar in which hours and days are counted. */
    public int utcOffsetMinutes() {
        return utcOffsetMinutes;
    }

    /** What was compiled. */
    public GrantFacts facts() {
        return facts;
    }

    private Optional<Refusal> refuse(RejectionCode code, String reason) {
        return Optional.of(
                new Refusal(code, "Cannot call under grant " + facts.grant().grantId() + ": " + reason));
    }
}
