package io.kontor.contract.derivative;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeCodec;
import io.kontor.model.derivative.DerivativeStatus;
import io.kontor.model.derivative.DerivativeSubmissionCodec;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberRole;
import io.kontor.model.order.Signature;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;

/** Submission and approval of derivatives (G-05). */
public final class DerivativeContract {

    private DerivativeContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        CallerRule supplier = CallerRule.officer(MemberRole.SUPPLIER);
        return List.of(
                ContractFunction.of(
                        "derivative:submit",
                        CallerRule.either(MemberRole.BUYER),
                        call -> DerivativeCodec.toJson(
                                Submissions.submit(call, DerivativeSubmissionCodec.fromJson(call.argument())))),
                ContractFunction.of("derivative:approve", supplier, call -> decide(call, DerivativeStatus.APPROVED)),
                ContractFunction.of("derivative:reject", supplier, call -> decide(call, DerivativeStatus.REJECTED)),
                Reading.get("derivative:get", argument -> Keys.derivative(argument.string("derivativeId"))),
                Reading.list("derivative:list", Records.DERIVATIVE));
    }

    /** DRV-3. */
    private static JsonObject decide(Call call, DerivativeStatus outcome) {
        call.argument().requireOnly("derivativeId", "digest", "reason");
        Optional<String> reason = Optional.of(Checks.text(call, "reason"));
        Digest32 digest = call.argument().string("digest", Digest32::fromHex);
        Derivative derivative =
                call.state().require(Keys.derivative(call.argument().string("derivativeId")));
        String what = "Cannot decide derivative " + derivative.derivativeId() + " as " + outcome;
        Checks.isMember(call, derivative.supplier(), what);
        ContractRejection.unless(
                derivative.digest().equals(digest),
                RejectionCode.BOUNDS,
                what + ": its digest is " + derivative.digest().hex() + ", decided on is " + digest.hex());
        if (derivative.status() != DerivativeStatus.SUBMITTED) {
            ContractRejection.unless(
                    derivative.status() == outcome && derivative.reason().equals(reason),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": it is " + derivative.status() + ", because: "
                            + derivative.reason().orElse(""));
            return DerivativeCodec.toJson(derivative);
        }
        if (outcome == DerivativeStatus.APPROVED) {
            Grant grant = call.state().require(Keys.grant(derivative.grantId()));
            ContractRejection.unless(
                    !grant.status().ended(),
                    RejectionCode.WRONG_STATE,
                    what + ": grant " + grant.grantId() + " is " + grant.status());
        }
        Derivative decided = decided(derivative, outcome, call.signature(), reason);
        call.state().put(Keys.derivative(derivative.derivativeId()), decided);
        return DerivativeCodec.toJson(decided);
    }

    private static Derivative decided(
            Derivative derivative, DerivativeStatus outcome, Signature decision, Optional<String> reason) {
        return new Derivative(
                derivative.derivativeId(),
                derivative.grantId(),
                derivative.supplier(),
                derivative.buyer(),
                derivative.digest(),
                derivative.title(),
                derivative.use(),
                derivative.calls(),
                derivative.derivedFrom(),
                outcome,
                derivative.submission(),
                Optional.of(decision),
                reason);
    }
}
