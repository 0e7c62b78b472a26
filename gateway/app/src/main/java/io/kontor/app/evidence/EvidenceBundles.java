package io.kontor.app.evidence;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.LedgerLogs;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.mirror.MirroredLogs;
import io.kontor.app.page.ProblemException;
import io.kontor.app.receipt.Receipts;
import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.settings.LedgerSettings;
import io.kontor.app.wallet.LedgerConnections;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.trust.TrustedOrganisation;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Builds the evidence bundle of a receipt (EVD-1) for somebody who may read the receipt. Needs no supplier to be on line. */
@Component
class EvidenceBundles {

    private final Receipts receipts;
    private final MirroredLogs mirrors;
    private final LedgerLogs logs;
    private final ReadScopes scopes;
    private final LedgerConnections connections;
    private final LedgerSettings ledger;
    private final Trust trust;

    EvidenceBundles(
            Receipts receipts,
            MirroredLogs mirrors,
            LedgerLogs logs,
            ReadScopes scopes,
            LedgerConnections connections,
            GatewaySettings settings,
            Trust trust) {
        this.receipts = receipts;
        this.mirrors = mirrors;
        this.logs = logs;
        this.scopes = scopes;
        this.connections = connections;
        this.ledger = settings.ledger();
        this.trust = trust;
    }

    /**
     * The bundle's bytes.
     *
     * @throws ProblemException when the account may not read the receipt, or it is not anchored and mirrored yet
     */
    byte[] of(Account account, String logId, long index) {
        if (receipts.find(scopes.of(account), logId, index).isEmpty()) {
            throw ProblemException.notFound("receipt", logId + "/" + index);
        }
        ReceiptLog log = logs.log(logId).orElseThrow(() -> notYet(logId, index));
        LogHead head = logs.head(logId)
                .filter(found -> index < found.head().treeSize())
                .orElseThrow(() -> notYet(logId, index));
        byte[] leaf = mirrors.leaf(logId, index).orElseThrow(() -> notYet(logId, index));
        InclusionProof proof =
                mirrors.inclusion(log, index, head.head().treeSize()).orElseThrow(() -> notYet(logId, index));
        byte[] status = connections.evidence(ledger.identity()).endorsedStatus(head.transactionId(), organisations());
        return EvidenceBundleCodec.write(
                new EvidenceBundle.Ledger(ledger.channel(), ledger.chaincode()).bundle(leaf, proof, head, status));
    }

    /** Who is asked to attest: the organisations that the trust file names, else those of the ledger's cities. */
    private List<String> organisations() {
        return trust.file()
                .map(file -> file.organisations().stream()
                        .map(TrustedOrganisation::mspId)
                        .toList())
                .orElseGet(logs::organisations);
    }

    private static ProblemException notYet(String logId, long index) {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "WRONG_STATE",
                "Cannot make bundle of receipt " + logId + "/" + index + ": it is not anchored and mirrored yet");
    }
}
