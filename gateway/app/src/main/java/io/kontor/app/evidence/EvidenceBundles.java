package io.kontor.app.evidence;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.LedgerLogs;
import io.kontor.app.page.ProblemException;
import io.kontor.app.receipt.AnchoredReceipt;
import io.kontor.app.receipt.AnchoredReceipts;
import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.settings.LedgerSettings;
import io.kontor.app.wallet.LedgerConnections;
import io.kontor.client.ledger.Attestation;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.channel.OrderReader;
import io.kontor.evidence.channel.OrderedEvidence;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.verify.EvidenceVerifier;
import io.kontor.evidence.verify.ProvenVerdict;
import io.kontor.evidence.verify.Verdict;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import java.util.Base64;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Builds the evidence bundle of a receipt (EVD-1) for somebody who may read the receipt. Needs no supplier to be on line. */
@Component
class EvidenceBundles {

    private static final int ATTEMPTS = 3;

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
        return EvidenceBundleCodec.write(attested(account, logId, index));
    }

    /**
     * The bundle's bytes with the block and its orderers. The log may be anchored anew while it is made; then it is made once more.
     *
     * @throws io.kontor.app.page.ProblemException also when there is no trust file of a channel ordered by BFT, or the log moves too fast
     */
    byte[] ordered(Account account, String logId, long index) {
        TrustFile file = trust.required();
        for (int attempt = 1; ; attempt++) {
            byte[] bundle = ordered(account, logId, index, file);
            Verdict verdict = new EvidenceVerifier(file).verify(bundle);
            if (verdict instanceof ProvenVerdict) {
                return bundle;
            }
            if (attempt == ATTEMPTS) {
                throw new ProblemException(
                        HttpStatus.CONFLICT,
                        "WRONG_STATE",
                        "Cannot show order of receipt " + logId + "/" + index + ": "
                                + String.join("; ", verdict.lines()));
            }
        }
    }

    private byte[] ordered(Account account, String logId, long index, TrustFile file) {
        LedgerBlocks blocks = connections.blocks(ledger.identity());
        List<String> all = organisations();
        OrderReader reader = new OrderReader(
                blocks::numberOfBlock,
                number -> blocks.copies(number, all),
                number -> blocks.copies(number, all.subList(0, 1)).get(0),
                log -> Attestation.of(
                        all,
                        answering -> areEnough(city(log), answering),
                        asked -> blocks.endorsedRead(
                                "receipt:head",
                                JsonObject.builder().put("logId", log).build(),
                                asked)));
        try {
            return EvidenceBundleCodec.write(OrderedEvidence.of(attested(account, logId, index), file, reader));
        } catch (MalformedException e) {
            throw new ProblemException(HttpStatus.CONFLICT, "WRONG_STATE", String.valueOf(e.getMessage()));
        }
    }

    private String city(String logId) {
        return logs.log(logId).orElseThrow().cityId();
    }

    private EvidenceBundle attested(Account account, String logId, long index) {
        AnchoredReceipt receipt = receipts.anchored(account, logId, index);
        String city = city(logId);
        LedgerEvidence evidence = connections.evidence(ledger.identity());
        byte[] status = Attestation.of(
                organisations(),
                answering -> areEnough(city, answering),
                asked -> evidence.endorsedStatus(receipt.head().transactionId(), asked));
        return new EvidenceBundle.Ledger(ledger.channel(), ledger.chaincode())
                .bundle(Base64.getDecoder().decode(receipt.leaf()), receipt.proof(), receipt.head(), status);
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
