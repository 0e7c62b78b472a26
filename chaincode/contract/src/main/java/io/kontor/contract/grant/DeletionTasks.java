package io.kontor.contract.grant;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.DeletionTaskCodec;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;

/** What both sides state after the end of a grant (GRT-6). */
final class DeletionTasks {

    private DeletionTasks() {}

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
                        task.statedAt()));
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
        return store(
                call,
                new DeletionTask(
                        task.grantId(),
                        task.buyer(),
                        task.openedAt(),
                        task.dueAt(),
                        task.keysDestroyedDigest(),
                        Optional.of(digest),
                        Optional.of(call.at())));
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
