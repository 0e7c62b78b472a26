package io.kontor.usage.engine;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.content.ReplayStore;
import io.kontor.usage.engine.Admission.Arrival;
import io.kontor.usage.unit.AllowanceKeeper;
import java.util.Optional;
import java.util.OptionalLong;

/** A call id that the log knows already is never executed again (SES-7). */
final class Repeats {

    private final EngineBase base;
    private final ReplayStore replays;
    private final AllowanceKeeper units;

    Repeats(EngineBase base, ReplayStore replays, AllowanceKeeper units) {
        this.base = base;
        this.replays = replays;
        this.units = units;
    }

    /** What a call is answered whose id is known. */
    Optional<CallResult> find(Arrival arrival) {
        String callId = arrival.call().callId();
        OptionalLong index = base.state().calls().find(callId);
        if (index.isEmpty() || index.getAsLong() >= base.log().size()) {
            return Optional.empty();
        }
        Optional<byte[]> found = base.log().find(index.getAsLong());
        if (found.isEmpty()) {
            return Optional.of(new CallResult.Unreadable(
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    "Cannot take call " + callId + ": the id was used by a call whose receipt is retired"));
        }
        byte[] leaf = found.get();
        CallReceipt receipt = LeafCodec.decodeReceipt(leaf);
        if (!receipt.grantId().equals(arrival.session().grantId())) {
            return Optional.of(new CallResult.Unreadable(
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    "Cannot take call " + callId + ": the id was used under another grant"));
        }
        arrival.session().answered(arrival.call().sequence(), index.getAsLong());
        long left = units.pool(receipt.grantId(), receipt.action()).left();
        return Optional.of(answer(arrival, receipt, new IssuedReceipt(receipt, leaf, left)));
    }

    private CallResult answer(Arrival arrival, CallReceipt receipt, IssuedReceipt issued) {
        String callId = arrival.call().callId();
        if (!receipt.requestDigest().equals(arrival.facts().requestDigest())) {
            return new CallResult.Repeated(
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    "Cannot take call " + callId + ": another body came under this id",
                    issued);
        }
        if (receipt.kind() == LeafKind.RELEASED) {
            Optional<Answer> kept = replays.take(callId);
            if (kept.isPresent()) {
                return new CallResult.Replay(kept.get(), issued);
            }
        }
        RejectionCode code = receipt.refusal().orElse(RejectionCode.ALREADY_RELEASED);
        return new CallResult.Repeated(
                code,
                "Cannot take call " + callId + " again: it is " + receipt.kind() + " at index " + receipt.index()
                        + " of log " + receipt.logId(),
                issued);
    }
}
