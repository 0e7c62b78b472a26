package io.kontor.dataplane.consumer;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Ids;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.DeletionStatement;
import java.util.List;

/**
 * Deletes what the connector holds of an ended grant and states it on the ledger (C-06, DPL-49). The connector keeps no result and no
 * object: what goes is its open sessions with their secrets; its evidence stays. Blocks at the ledger.
 */
final class DeletionHandler {

    private final GrantLedger grants;
    private final SessionStore sessions;
    private final ConsumerJournal journal;

    DeletionHandler(Ledger ledger, SessionStore sessions, ConsumerJournal journal) {
        this.grants = new GrantLedger(ledger);
        this.sessions = sessions;
        this.journal = journal;
    }

    JsonObject delete(Exchange exchange) {
        String grantId = Ids.require("grant id", exchange.variable("grantId"));
        Grant grant = grants.grant(grantId);
        if (!grant.status().ended()) {
            throw new ProblemException(Problem.of(
                    409,
                    RejectionCode.WRONG_STATE,
                    "Cannot delete under grant " + grantId + ": it is " + grant.status() + " and has not ended"));
        }
        sessions.forget(grantId);
        DeletionStatement statement = journal.delete(grantId, List.of("sessions"))
                .toCompletableFuture()
                .join();
        Recorded<DeletionTask> stated = grants.deleted(grantId, statement.digest());
        return JsonObject.builder()
                .put("statement", statement.statement())
                .put("signature", statement.signature())
                .put("statementDigest", statement.digest().hex())
                .put("transactionId", stated.transactionId())
                .build();
    }
}
