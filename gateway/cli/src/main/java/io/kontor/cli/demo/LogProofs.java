package io.kontor.cli.demo;

import io.kontor.cli.deploy.SuiteKeys;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.crypto.request.RequestSigner;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import java.time.Clock;

/** The buyer's own look at a supplier's log, signed with its connector's key (LOG-5, LOG-6); bundles come from the gateway. */
final class LogProofs implements DisputeSteps.Proofs {
    private final Context context;
    private final Regulator gateway;
    private final RequestSigner signer;

    LogProofs(Context context, Regulator gateway) {
        this.context = context;
        this.gateway = gateway;
        SuiteKeys keys = context.suiteKeys();
        this.signer = new RequestSigner(keys.suite(), keys.member("Q-INS"), Clock.systemUTC());
    }

    @Override
    public byte[] leaf(CallReceipt receipt) {
        return LeafCodec.encode(receipt);
    }

    @Override
    public InclusionProof proof(CallReceipt receipt) throws Exception {
        ReceiptLedger ledger = new ReceiptLedger(context.ledgers().officer("Q-INS"));
        ReceiptLog log = ledger.log(receipt.logId());
        LogHead head = ledger.head(receipt.logId());
        String target = "/v1/logs/" + log.logId() + "/proof?index=" + receipt.index() + "&size="
                + head.head().treeSize();
        JsonObject answer = new JsonHttp(signer.headers("GET", target, new byte[0]))
                .get(log.address() + target)
                .required("get proof of receipt " + receipt.index());
        return InclusionProofCodec.fromJson(answer);
    }

    @Override
    public String bundle(CallReceipt receipt) throws Exception {
        return gateway.bundle(receipt.logId(), receipt.index());
    }
}
