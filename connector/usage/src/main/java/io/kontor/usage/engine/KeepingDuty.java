package io.kontor.usage.engine;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.city.CityLedger;
import io.kontor.client.derivative.DerivativeLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.city.CityProfile;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.DeletionStatus;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.DisputeCodec;
import io.kontor.model.settlement.DisputeStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Why the records of a grant must still be kept, as the ledger says (JNL-15). Each question blocks. */
final class KeepingDuty {

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int PAGES_MAX = 10_000;
    /** Keys of one question to the ledger. */
    private static final int KEYS = 256;

    private static final Set<DisputeStatus> UNDECIDED = Set.of(DisputeStatus.RAISED, DisputeStatus.EVIDENCE_COLLECTED);

    private final EngineBase base;
    private final GrantLedger grants;
    private final DerivativeLedger derivatives;
    private final SupervisionLedger states;

    KeepingDuty(EngineBase base) {
        this.base = base;
        this.grants = new GrantLedger(base.contact());
        this.derivatives = new DerivativeLedger(base.contact());
        this.states = new SupervisionLedger(base.contact());
    }

    /** What stands against retiring records of a grant; a grant that the ledger does not know has none. */
    Optional<String> ofGrant(String grantId) {
        return found(() -> grants.grant(grantId))
                .flatMap(grant -> notEnded(grant)
                        .or(() -> legalPeriod(grant))
                        .or(() -> deletion(grantId))
                        .or(() -> openUnits(grantId))
                        .or(() -> derivative(grantId)));
    }

    private static Optional<String> notEnded(Grant grant) {
        return grant.status().ended()
                ? Optional.empty()
                : Optional.of("grant " + grant.grantId() + " is " + grant.status());
    }

    /** The end of the day, by the city's calendar, so many calendar months after the closing (RET-1). */
    private Optional<String> legalPeriod(Grant grant) {
        String scenarioId = grant.terms().scenarioId();
        String authorisationId =
                new ScenarioLedger(base.contact()).scenario(scenarioId).authorisationId();
        Authorisation authorisation = new AuthorisationLedger(base.contact()).authorisation(authorisationId);
        String what = "grant " + grant.grantId() + ": authorisation " + authorisationId;
        if (authorisation.closedAt().isEmpty()) {
            return Optional.of(what + " is " + authorisation.status());
        }
        CityProfile city = new CityLedger(base.contact()).profile(authorisation.cityId());
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(city.utcOffsetMinutes() * SECONDS_PER_MINUTE);
        Instant until = Instant.ofEpochMilli(authorisation.closedAt().get())
                .atOffset(offset)
                .toLocalDate()
                .plusMonths(city.limits().logRetentionMonths())
                .plusDays(1)
                .atStartOfDay()
                .toInstant(offset);
        return base.clock().instant().isBefore(until)
                ? Optional.of(what + " wants its logs kept until " + until + ", the time is "
                        + base.clock().instant())
                : Optional.empty();
    }

    private Optional<String> deletion(String grantId) {
        return found(() -> grants.deletionTask(grantId))
                .map(DeletionTask::status)
                .filter(status -> status != DeletionStatus.DONE)
                .map(status -> "the deletion task of grant " + grantId + " is " + status);
    }

    private Optional<String> openUnits(String grantId) {
        List<String> keys = Arrays.stream(Action.values())
                .map(action -> "open-units/" + grantId + "/" + action + "/"
                        + base.log().logId())
                .toList();
        return records(keys)
                .filter(open -> open.longValue("epoch") == base.log().epoch() && open.longValue("units") > 0)
                .map(open -> open.longValue("units") + " units of grant " + grantId + " are in open blocks")
                .findFirst();
    }

    private Optional<String> derivative(String grantId) {
        Optional<String> after = Optional.empty();
        for (int page = 0; page < PAGES_MAX; page++) {
            DerivativeLedger.Page found = derivatives.page(after);
            Optional<Derivative> open = found.derivatives().stream()
                    .filter(derivative -> derivative.grantId().equals(grantId))
                    .filter(derivative -> derivative.status() == DerivativeStatus.SUBMITTED)
                    .findFirst();
            if (open.isPresent()) {
                return Optional.of(
                        "derivative " + open.get().derivativeId() + " of grant " + grantId + " is SUBMITTED");
            }
            if (found.next().isEmpty()) {
                return Optional.empty();
            }
            after = found.next();
        }
        return Optional.of("there are more than " + PAGES_MAX + " pages of derivatives");
    }

    /** A dispute of one of these leaves that is not decided. */
    Optional<String> disputed(List<Long> leaves) {
        for (int from = 0; from < leaves.size(); from += KEYS) {
            List<String> pointers = leaves.subList(from, Math.min(leaves.size(), from + KEYS)).stream()
                    .map(index -> "disputed/" + base.log().logId() + "/" + index)
                    .toList();
            List<String> disputes = records(pointers)
                    .map(pointer -> "dispute/" + pointer.string("disputeId"))
                    .toList();
            Optional<String> open = (disputes.isEmpty() ? Stream.<JsonObject>empty() : records(disputes))
                    .map(DisputeCodec::fromJson)
                    .filter(dispute -> UNDECIDED.contains(dispute.status()))
                    .map(dispute -> "dispute " + dispute.disputeId() + " of leaf " + dispute.index() + " is "
                            + dispute.status())
                    .findFirst();
            if (open.isPresent()) {
                return open;
            }
        }
        return Optional.empty();
    }

    private Stream<JsonObject> records(List<String> keys) {
        return states.states(keys).values().stream().flatMap(Optional::stream);
    }

    private static <T> Optional<T> found(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
