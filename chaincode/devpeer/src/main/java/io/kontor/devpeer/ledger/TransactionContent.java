package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.devpeer.identity.Sha256;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * What a transaction says, read from its envelope. The parts fit together: action header and proposal hash have been
 * checked; signatures and policies have not.
 *
 * @param header the transaction's header
 * @param chaincode name of the chaincode that ran
 * @param readWriteSet what it read and writes, in the one namespace that there is; private keys by their hashes
 * @param event its chaincode event
 * @param responsePayload received bytes that endorsers signed
 * @param endorsements the endorsements
 */
public record TransactionContent(
        TransactionHeader header,
        String chaincode,
        KVRWSet readWriteSet,
        Optional<ChaincodeEvent> event,
        ByteString responsePayload,
        List<Endorsement> endorsements) {

    public TransactionContent {
        endorsements = List.copyOf(endorsements);
    }

    /** Reads the payload of an envelope. */
    public static TransactionContent parse(final Envelope envelope) throws MalformedTransaction {
        final Payload payload = payload(envelope);
        final TransactionHeader header = TransactionHeader.parse(payload.getHeader());
        try {
            return parse(header, Transaction.parseFrom(payload.getData()));
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransaction(
                    TxValidationCode.INVALID_ENDORSER_TRANSACTION, "transaction cannot be parsed", e);
        }
    }

    /** The payload of an envelope. */
    public static Payload payload(final Envelope envelope) throws MalformedTransaction {
        try {
            return Payload.parseFrom(envelope.getPayload());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransaction(TxValidationCode.BAD_PAYLOAD, "payload cannot be parsed", e);
        }
    }

    /**
     * Hash that binds a response to its proposal: over channel header, signature header and the proposal's payload
     * without its transient map.
     */
    public static ByteString proposalHash(final TransactionHeader header, final ByteString proposalPayload) {
        return ByteString.copyFrom(
                Sha256.of(header.channelHeaderBytes(), header.signatureHeaderBytes(), proposalPayload));
    }

    private static TransactionContent parse(final TransactionHeader header, final Transaction transaction)
            throws MalformedTransaction, InvalidProtocolBufferException {
        require(transaction.getActionsCount() == 1, "it must have one action, has " + transaction.getActionsCount());
        final TransactionAction action = transaction.getActions(0);
        require(
                action.getHeader().equals(header.signatureHeaderBytes()),
                "the action's header differs from the signature header");
        final ChaincodeActionPayload body = ChaincodeActionPayload.parseFrom(action.getPayload());
        final ByteString responseBytes = body.getAction().getProposalResponsePayload();
        final ProposalResponsePayload response = ProposalResponsePayload.parseFrom(responseBytes);
        require(
                response.getProposalHash().equals(proposalHash(header, body.getChaincodeProposalPayload())),
                "the proposal hash does not fit");
        require(
                ChaincodeProposalPayload.parseFrom(body.getChaincodeProposalPayload())
                        .getTransientMapMap()
                        .isEmpty(),
                "the proposal payload holds a transient map");
        final ChaincodeAction result = ChaincodeAction.parseFrom(response.getExtension());
        require(
                result.getChaincodeId().getName().equals(header.chaincode()),
                "chaincode " + result.getChaincodeId().getName() + " ran, " + header.chaincode() + " was asked for");
        return new TransactionContent(
                header,
                header.chaincode(),
                readWriteSet(header, result.getResults()),
                event(header, result.getEvents()),
                responseBytes,
                body.getAction().getEndorsementsList());
    }

    private static KVRWSet readWriteSet(final TransactionHeader header, final ByteString results)
            throws MalformedTransaction, InvalidProtocolBufferException {
        final List<NsReadWriteSet> sets = TxReadWriteSet.parseFrom(results).getNsRwsetList();
        if (sets.isEmpty()) {
            return KVRWSet.getDefaultInstance();
        }
        final NsReadWriteSet set = sets.get(0);
        if (sets.size() > 1 || !set.getNamespace().equals(header.chaincode())) {
            throw new MalformedTransaction(
                    TxValidationCode.ILLEGAL_WRITESET,
                    "read-write set must be of namespace " + header.chaincode() + " alone");
        }
        return HashedKeys.join(set);
    }

    private static Optional<ChaincodeEvent> event(final TransactionHeader header, final ByteString bytes)
            throws MalformedTransaction, InvalidProtocolBufferException {
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        final ChaincodeEvent event = ChaincodeEvent.parseFrom(bytes);
        require(
                event.getTxId().equals(header.transactionId())
                        && event.getChaincodeId().equals(header.chaincode()),
                "its event names another transaction or chaincode");
        return Optional.of(event);
    }

    private static void require(final boolean holds, final String otherwise) throws MalformedTransaction {
        if (!holds) {
            throw new MalformedTransaction(TxValidationCode.INVALID_ENDORSER_TRANSACTION, otherwise);
        }
    }
}
