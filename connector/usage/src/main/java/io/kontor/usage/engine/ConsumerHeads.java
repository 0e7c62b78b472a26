package io.kontor.usage.engine;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.ConsumerHeadLeaf;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.journal.JournalBusyException;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.receiptlog.HeadSigner;
import io.kontor.usage.receiptlog.WrittenLeaf;
import io.kontor.usage.session.HeadDuty;
import io.kontor.usage.session.LiveSession;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes the consumer's signed heads into the log (SES-8). */
final class ConsumerHeads {

    private static final long MAX_SKEW_MS = 60_000;

    private final EngineBase base;

    ConsumerHeads(EngineBase base) {
        this.base = base;
    }

    CompletionStage<HeadResult> accept(LiveSession session, byte[] body) {
        SignedTreeHead head;
        try {
            head = read(session.grantId(), CanonicalJson.parse(body));
        } catch (MalformedException e) {
            return refused(new Refusal(RejectionCode.MALFORMED, String.valueOf(e.getMessage())));
        }
        HeadDuty duty = base.state().duty(session.grantId());
        Optional<Refusal> refusal = signature(session, head)
                .or(() -> time(head))
                .or(() -> duty.refusal(head.treeSize(), head.rootHash(), head.time()));
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        return base.log()
                .sequence(sink -> {
                    WrittenLeaf<ConsumerHeadLeaf> written = sink.leaf(at -> new ConsumerHeadLeaf(
                            at, session.grantId(), head.treeSize(), head.rootHash(), head.time(), head.signature()));
                    base.state().take(written.leaf());
                    return written;
                })
                .handle((leaf, failure) -> {
                    if (failure == null) {
                        duty.taken(head.treeSize(), head.rootHash(), head.time());
                        return new HeadResult.Taken(leaf.leaf().index());
                    }
                    Throwable cause = Failures.cause(failure);
                    if (cause instanceof JournalBusyException) {
                        return new HeadResult.Refused(RejectionCode.BUSY, String.valueOf(cause.getMessage()));
                    }
                    throw Failures.of(failure);
                });
    }

    private static SignedTreeHead read(String grantId, JsonObject json) {
        return new SignedTreeHead(
                "consumer:" + grantId,
                0,
                json.longValue("treeSize"),
                json.string("rootHash", Digest32::fromHex),
                json.longValue("time"),
                json.string("signature"));
    }

    private Optional<Refusal> signature(LiveSession session, SignedTreeHead head) {
        boolean valid;
        try {
            valid = HeadSigner.verifies(head, base.suite().verifyingKey(session.memberPublicKey()));
        } catch (CryptoException e) {
            valid = false;
        }
        return valid
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RejectionCode.HEAD_SIGNATURE,
                        "Cannot take head of " + head.logId() + ": it is not signed by key " + session.memberKey()));
    }

    private Optional<Refusal> time(SignedTreeHead head) {
        long now = base.clock().millis();
        return Math.abs(now - head.time()) <= MAX_SKEW_MS
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RejectionCode.HEAD_TIME,
                        "Cannot take head of " + head.logId() + ": its time is " + head.time() + ", the time here is "
                                + now));
    }

    private static CompletionStage<HeadResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new HeadResult.Refused(refusal.code(), refusal.detail()));
    }
}
