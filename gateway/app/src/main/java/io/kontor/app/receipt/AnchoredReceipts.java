package io.kontor.app.receipt;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.LedgerLogs;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.mirror.MirroredLogs;
import io.kontor.app.page.ProblemException;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import java.util.Base64;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds receipts, and what proves them, for somebody who may read them. Needs no supplier to be on line. */
@Component
public class AnchoredReceipts {

    private final CallQueries queries;
    private final ReadScopes scopes;
    private final LedgerLogs logs;
    private final MirroredLogs mirrors;

    AnchoredReceipts(CallQueries queries, ReadScopes scopes, LedgerLogs logs, MirroredLogs mirrors) {
        this.queries = queries;
        this.scopes = scopes;
        this.logs = logs;
        this.mirrors = mirrors;
    }

    /**
     * The receipt at an index of a log.
     *
     * @throws ProblemException when the account may not read it
     */
    public CallRow call(Account account, String logId, long index) {
        return queries.find(scopes.of(account), logId, index)
                .orElseThrow(() -> ProblemException.notFound("receipt", logId + "/" + index));
    }

    /**
     * The receipt with its proof.
     *
     * @throws ProblemException when the account may not read it, or it is not anchored and mirrored yet
     */
    public AnchoredReceipt anchored(Account account, String logId, long index) {
        CallRow call = call(account, logId, index);
        ReceiptLog log = logs.log(logId).orElseThrow(() -> notYet(logId, index));
        LogHead head = logs.head(logId)
                .filter(found -> index < found.head().treeSize())
                .orElseThrow(() -> notYet(logId, index));
        byte[] leaf = mirrors.leaf(logId, index).orElseThrow(() -> notYet(logId, index));
        InclusionProof proof =
                mirrors.inclusion(log, index, head.head().treeSize()).orElseThrow(() -> notYet(logId, index));
        return new AnchoredReceipt(call, Base64.getEncoder().encodeToString(leaf), proof, head);
    }

    private static ProblemException notYet(String logId, long index) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "WRONG_STATE",
                "Cannot prove receipt " + logId + "/" + index + ": it is not anchored and mirrored yet");
    }
}
