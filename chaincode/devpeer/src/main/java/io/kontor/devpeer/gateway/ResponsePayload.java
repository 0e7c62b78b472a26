package io.kontor.devpeer.gateway;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.contract.ContractAnswer;
import io.kontor.devpeer.identity.Organisation;
import io.kontor.devpeer.identity.SigningIdentity;
import io.kontor.devpeer.ledger.HashedKeys;
import io.kontor.devpeer.ledger.TransactionContent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/** Builds what endorsers sign, and the transaction around it. */
final class ResponsePayload {
    private static final String VERSION = "1";

    private ResponsePayload() {}

    /** The bytes that each endorser signs. */
    static ByteString of(final CheckedProposal proposal, final ContractAnswer answer) {
        final String chaincode = proposal.header().chaincode();
        final TxReadWriteSet results = TxReadWriteSet.newBuilder()
                .setDataModel(TxReadWriteSet.DataModel.KV)
                .addNsRwset(HashedKeys.split(chaincode, answer.readWriteSet()))
                .build();
        final ChaincodeAction.Builder action = ChaincodeAction.newBuilder()
                .setResults(results.toByteString())
                .setResponse(answer.response())
                .setChaincodeId(ChaincodeID.newBuilder().setName(chaincode).setVersion(VERSION));
        answer.event().ifPresent(event -> action.setEvents(event.toByteString()));
        return ProposalResponsePayload.newBuilder()
                .setProposalHash(TransactionContent.proposalHash(proposal.header(), proposal.payload()))
                .setExtension(action.build().toByteString())
                .build()
                .toByteString();
    }

    /** The payload that most answers gave; of equally many the first. */
    static ByteString mostCommon(final Collection<ByteString> payloads) {
        final Map<ByteString, Integer> counts = new LinkedHashMap<>();
        payloads.forEach(payload -> counts.merge(payload, 1, Integer::sum));
        ByteString best = ByteString.EMPTY;
        int most = 0;
        for (final Map.Entry<ByteString, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    /** The transaction, endorsed by each organisation and not yet signed by its creator. */
    static Envelope envelope(
            final CheckedProposal proposal, final ByteString responsePayload, final List<Organisation> endorsing) {
        final ChaincodeEndorsedAction.Builder action =
                ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(responsePayload);
        for (final Organisation organisation : endorsing) {
            final SigningIdentity peer = organisation.peer();
            action.addEndorsements(Endorsement.newBuilder()
                    .setEndorser(peer.serialized())
                    .setSignature(peer.sign(responsePayload, peer.serialized())));
        }
        final ChaincodeActionPayload body = ChaincodeActionPayload.newBuilder()
                .setChaincodeProposalPayload(proposal.payload())
                .setAction(action)
                .build();
        final Transaction transaction = Transaction.newBuilder()
                .addActions(TransactionAction.newBuilder()
                        .setHeader(proposal.header().signatureHeaderBytes())
                        .setPayload(body.toByteString()))
                .build();
        return Envelope.newBuilder()
                .setPayload(payload(proposal.headerBytes(), transaction.toByteString()))
                .build();
    }

    /** A Payload whose header is, byte for byte, the proposal's. */
    private static ByteString payload(final ByteString headerBytes, final ByteString data) {
        final ByteString withoutHeader =
                Payload.newBuilder().setData(data).build().toByteString();
        final ByteString tag = ByteString.copyFrom(new byte[] {HEADER_TAG});
        return tag.concat(length(headerBytes.size())).concat(headerBytes).concat(withoutHeader);
    }

    private static final byte HEADER_TAG = (Payload.HEADER_FIELD_NUMBER << 3) | 2;

    private static ByteString length(final int value) {
        final ByteString.Output output = ByteString.newOutput();
        int rest = value;
        while (rest >= 0x80) {
            output.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        output.write(rest);
        return output.toByteString();
    }
}
