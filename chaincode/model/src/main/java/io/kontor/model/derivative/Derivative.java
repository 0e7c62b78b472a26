package io.kontor.model.derivative;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.order.Signature;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * A result that a consumer made from released data and wants to export or pass on; its supplier approves or rejects it (G-05).
 *
 * @param derivativeId identifier
 * @param grantId grant under which it was made
 * @param supplier member that decides
 * @param buyer member that submits
 * @param digest SHA-256 of the result's bytes
 * @param title what it is, in words
 * @param use what is to be done with it, and by whom
 * @param calls calls that it was made from, by log and index ascending
 * @param derivedFrom derivatives that it was made from, ascending
 * @param status state
 * @param submission signature of the buyer
 * @param decision signature of the supplier's officer, once decided
 * @param reason why it was approved or rejected
 */
public record Derivative(
        String derivativeId,
        String grantId,
        String supplier,
        String buyer,
        Digest32 digest,
        String title,
        String use,
        List<ParentCall> calls,
        List<String> derivedFrom,
        DerivativeStatus status,
        Signature submission,
        Optional<Signature> decision,
        Optional<String> reason) {

    public Derivative {
        Ids.require("derivative id", derivativeId);
        Ids.require("grant id", grantId);
        Ids.require("supplier", supplier);
        Ids.require("buyer", buyer);
        Checks.text("title", title, 200);
        Checks.text("use", use, 500);
        calls = Checks.list("calls", calls, 0, 128);
        derivedFrom = Checks.ascending("derived from", Checks.list("derived from", derivedFrom, 0, 16));
        derivedFrom.forEach(id -> Ids.require("derived from", id));
        reason.ifPresent(value -> Checks.text("reason", value, 500));
        if (calls.isEmpty() && derivedFrom.isEmpty()) {
            throw new MalformedException(
                    "Cannot accept derivative " + derivativeId + ": it is made from no call and no derivative");
        }
        boolean decided = status != DerivativeStatus.SUBMITTED;
        if (decision.isPresent() != decided || reason.isPresent() != decided) {
            throw new MalformedException("Cannot accept derivative " + derivativeId + ": it is " + status
                    + ", decision and reason do not fit");
        }
    }
}
