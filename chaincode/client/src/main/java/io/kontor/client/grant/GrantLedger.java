package io.kontor.client.grant;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.DeletionTaskCodec;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantCodec;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantProposalCodec;
import io.kontor.model.grant.GrantStanding;
import io.kontor.model.grant.GrantStandingCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.util.List;

/** Grants on the ledger. */
public final class GrantLedger {

    private final Ledger ledger;

    public GrantLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Proposes a grant as the supplier. */
    public Recorded<Grant> propose(GrantProposal proposal) {
        return Recorded.of(ledger.submit("grant:propose", GrantProposalCodec.toJson(proposal)), GrantCodec::fromJson);
    }

    /** Countersigns the terms. */
    public Recorded<Grant> sign(String grantId, Digest32 termsHash) {
        JsonObject argument = JsonObject.builder()
                .put("grantId", grantId)
                .put("termsHash", termsHash.hex())
                .build();
        return Recorded.of(ledger.submit("grant:sign", argument), GrantCodec::fromJson);
    }

    /** Refuses the terms. */
    public Recorded<Grant> refuse(String grantId, Digest32 termsHash, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("grantId", grantId)
                .put("termsHash", termsHash.hex())
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("grant:refuse", argument), GrantCodec::fromJson);
    }

    /** Suspends the grant. */
    public Recorded<Grant> suspend(String grantId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("grantId", grantId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("grant:suspend", argument), GrantCodec::fromJson);
    }

    /** Ends a suspension. */
    public Recorded<Grant> resume(String grantId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("grantId", grantId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("grant:resume", argument), GrantCodec::fromJson);
    }

    /** Terminates it early. */
    public Recorded<Grant> terminate(String grantId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("grantId", grantId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("grant:terminate", argument), GrantCodec::fromJson);
    }

    /** Sets the final state once the window or a parent has ended. */
    public Recorded<Grant> close(String grantId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("grantId", grantId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("grant:close", argument), GrantCodec::fromJson);
    }

    /** States that the content keys are destroyed. */
    public Recorded<DeletionTask> keysDestroyed(String grantId, Digest32 statementDigest) {
        JsonObject argument = JsonObject.builder()
                .put("grantId", grantId)
                .put("statementDigest", statementDigest.hex())
                .build();
        return Recorded.of(ledger.submit("grant:keysDestroyed", argument), DeletionTaskCodec::fromJson);
    }

    /** States as the buyer that the data is deleted. */
    public Recorded<DeletionTask> deleted(String grantId, Digest32 statementDigest) {
        JsonObject argument = JsonObject.builder()
                .put("grantId", grantId)
                .put("statementDigest", statementDigest.hex())
                .build();
        return Recorded.of(ledger.submit("grant:deleted", argument), DeletionTaskCodec::fromJson);
    }

    /** Finds deletions that are due and not stated, at most 200 at once; an empty answer says that there are no more (GRT-8). */
    public Recorded<List<DeletionTask>> sweep() {
        return Recorded.of(
                ledger.submit("grant:sweep", JsonObject.builder().build()),
                answer -> answer.array("overdue").objects(DeletionTaskCodec::fromJson));
    }

    /** Whether the ledger would let grants be served now, 1 to 200 at once, in the order asked for (GRT-7). */
    public List<GrantStanding> standings(List<String> grantIds) {
        JsonObject argument = JsonObject.builder()
                .put("grantIds", JsonArray.ofStrings(grantIds))
                .build();
        return ledger.evaluate("grant:standing", argument).array("standings").objects(GrantStandingCodec::fromJson);
    }

    /** A grant. */
    public Grant grant(String grantId) {
        return GrantCodec.fromJson(ledger.evaluate(
                "grant:get", JsonObject.builder().put("grantId", grantId).build()));
    }

    /** The deletion task of an ended grant. */
    public DeletionTask deletionTask(String grantId) {
        return DeletionTaskCodec.fromJson(ledger.evaluate(
                "grant:deletion", JsonObject.builder().put("grantId", grantId).build()));
    }
}
