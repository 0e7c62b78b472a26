package io.kontor.contract.grant;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.city.Cities;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Mark;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.DeletionTaskCodec;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What both sides state after the end of a grant, and who is late (GRT-6, GRT-8). */
final class DeletionTasks {

    /** The most tasks that one sweep finds. */
    private static final int SWEPT_AT_ONCE = 200;

    private static final long MILLIS_PER_DAY = 86_400_000L;

    private DeletionTasks() {}

    /** Opens the task of a grant that ends (GRT-6). */
    static void open(LedgerState state, Grant grant, long at) {
        if (state.exists(Keys.deletion(grant.grantId()))) {
            return;
        }
        String cityId = state.require(Keys.member(grant.supplier())).cityId();
        long dueAt = at + Cities.profile(state, cityId).limits().deletionDays() * MILLIS_PER_DAY;
        state.put(
                Keys.deletion(grant.grantId()),
                new DeletionTask(
                        grant.grantId(),
                        grant.buyer(),
                        at,
                        dueAt,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        state.put(Keys.due(dueAt, grant.grantId()), Mark.SET);
    }

    static JsonObject keysDestroyed(Call call) {
        Grant grant = grant(call);
        Digest32 digest = digest(call);
        String what = "Cannot record destroyed keys of grant " + grant.grantId();
        Checks.isMember(call, grant.supplier(), what);
        DeletionTask task = task(call, grant, what);
        if (isStated(task.keysDestroyedDigest(), digest, what)) {
            return DeletionTaskCodec.toJson(task);
        }
        return store(
                call,
                new DeletionTask(
                        task.grantId(),
                        task.buyer(),
                        task.openedAt(),
                        task.dueAt(),
                        Optional.of(digest),
                        task.statementDigest(),
                        task.statedAt(),
                        task.overdueAt()));
    }

    static JsonObject deleted(Call call) {
        Grant grant = grant(call);
        Digest32 digest = digest(call);
        String what = "Cannot record deletion of grant " + grant.grantId();
        Checks.isMember(call, grant.buyer(), what);
        DeletionTask task = task(call, grant, what);
        if (isStated(task.statementDigest(), digest, what)) {
            return DeletionTaskCodec.toJson(task);
        }
        call.state().delete(Keys.due(task.dueAt(), task.grantId()));
        return store(
                call,
                new DeletionTask(
                        task.grantId(),
                        task.buyer(),
                        task.openedAt(),
                        task.dueAt(),
                        task.keysDestroyedDigest(),
                        Optional.of(digest),
                        Optional.of(call.at()),
                        task.overdueAt()));
    }

    /** GRT-8: finds what is due and not stated, the oldest first. */
    static JsonObject sweep(Call call) {
        call.argument().requireOnly();
        LedgerState state = call.state();
        List<DeletionTask> overdue = new ArrayList<>();
        for (Found<Mark> due : state.first(Keys.allDue(), SWEPT_AT_ONCE)) {
            DeletionTask task = state.require(Keys.deletion(due.key().lastPart()));
            if (task.dueAt() > call.at()) {
                break;
            }
            DeletionTask found = new DeletionTask(
                    task.grantId(),
                    task.buyer(),
                    task.openedAt(),
                    task.dueAt(),
                    task.keysDestroyedDigest(),
                    task.statementDigest(),
                    task.statedAt(),
                    Optional.of(call.at()));
            store(call, found);
            state.delete(due.key());
            overdue.add(found);
        }
        return JsonObject.builder()
                .put("overdue", JsonArray.ofObjects(overdue, DeletionTaskCodec::toJson))
                .build();
    }

    private static Grant grant(Call call) {
        call.argument().requireOnly("grantId", "statementDigest");
        return call.state().require(Keys.grant(call.argument().string("grantId")));
    }

    private static Digest32 digest(Call call) {
        return call.argument().string("statementDigest", Digest32::fromHex);
    }

    private static DeletionTask task(Call call, Grant grant, String what) {
        return call.state()
                .find(Keys.deletion(grant.grantId()))
                .orElseThrow(() -> new ContractRejection(
                        RejectionCode.WRONG_STATE, what + ": it is " + grant.status() + ", must have ended"));
    }

    private static boolean isStated(Optional<Digest32> stated, Digest32 digest, String what) {
        stated.ifPresent(before -> ContractRejection.unless(
                before.equals(digest),
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                what + ": the statement's digest is " + before.hex() + ", got " + digest.hex()));
        return stated.isPresent();
    }

    private static JsonObject store(Call call, DeletionTask task) {
        call.state().put(Keys.deletion(task.grantId()), task);
        return DeletionTaskCodec.toJson(task);
    }
}
