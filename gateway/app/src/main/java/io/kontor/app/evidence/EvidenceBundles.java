package io.kontor.app.evidence;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.LedgerLogs;
import io.kontor.app.receipt.AnchoredReceipt;
import io.kontor.app.receipt.AnchoredReceipts;
import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.settings.LedgerSettings;
import io.kontor.app.wallet.LedgerConnections;
import io.kontor.client.ledger.Attestation;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;

/** Builds the evidence bundle of a receipt (EVD-1) for somebody who may read the receipt. Needs no supplier to be on line. */
@Component
class EvidenceBundles {

    private final AnchoredReceipts receipts;
    private final LedgerLogs logs;
    private final LedgerConnections connections;
    private final LedgerSettings ledger;
    private final Trust trust;

    EvidenceBundles(
            AnchoredReceipts receipts,
            LedgerLogs logs,
            LedgerConnections connections,
            GatewaySettings settings,
            Trust trust) {
        this.receipts = receipts;
        this.logs = logs;
        this.connections = connections;
        this.ledger = settings.ledger();
        this.trust = trust;
    }

    /**
     * The bundle's bytes.
     *
     * @throws io.kontor.app.page.ProblemException when the account may not read the receipt, or it is not anchored and mirrored
     *     yet
     */
    byte[] of(Account account, String logId, long index) {
        AnchoredReceipt receipt = receipts.anchored(account, logId, index);
        String city = logs.log(logId).orElseThrow().cityId();
        LedgerEvidence evidence = connections.evidence(ledger.identity());
        byte[] status = Attestation.of(
                organisations(),
                answering -> areEnough(city, answering),
                asked -> evidence.endorsedStatus(receipt.head().transactionId(), asked));
        return EvidenceBundleCodec.write(new EvidenceBundle.Ledger(ledger.channel(), ledger.chaincode())
                .bundle(Base64.getDecoder().decode(receipt.leaf()), receipt.proof(), receipt.head(), status));
    }

    /** Whether fewer than all will do when not all answer: what the trust file asks for the city's logs, without one a majority. */
    private boolean areEnough(String city, List<String> answering) {
        return trust.file()
                .map(file -> file.isAttestedBy(city, answering))
                .orElseGet(() -> answering.size() * 2 > organisations().size());
    }

    /** Who is asked to attest: the organisations that the trust file names, else those of the ledger's cities. */
    private List<String> organisations() {
        return trust.file().map(file -> file.newest().mspIds()).orElseGet(logs::organisations);
    }
}
