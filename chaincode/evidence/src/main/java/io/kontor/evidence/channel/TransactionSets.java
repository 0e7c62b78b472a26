package io.kontor.evidence.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.model.rejection.MalformedException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** What a transaction read and wrote in the namespace of definitions. */
final class TransactionSets {

    private static final String LIFECYCLE = "_lifecycle";

    private final KVRWSet lifecycle;

    private TransactionSets(KVRWSet lifecycle) {
        this.lifecycle = lifecycle;
    }

    static TransactionSets of(ChannelHistory.Defining defining) {
        try {
            if (defining.position() >= defining.block().envelopes().size()) {
                throw new MalformedException("Cannot read definition at " + defining.at() + ": the block has "
                        + defining.block().envelopes().size() + " transactions");
            }
            ByteString envelope = defining.block().envelopes().get(defining.position());
            return ofPayload(Envelope.parseFrom(envelope).getPayload().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read definition at " + defining.at() + ": " + e.getMessage(), e);
        }
    }

    static TransactionSets ofPayload(byte[] payload) {
        try {
            Transaction transaction =
                    Transaction.parseFrom(Payload.parseFrom(payload).getData());
            if (transaction.getActionsCount() != 1) {
                throw new MalformedException(
                        "Cannot read transaction: it has " + transaction.getActionsCount() + " actions, must have 1");
            }
            ChaincodeActionPayload action =
                    ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
            ProposalResponsePayload response =
                    ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload());
            TxReadWriteSet sets = TxReadWriteSet.parseFrom(
                    ChaincodeAction.parseFrom(response.getExtension()).getResults());
            for (NsReadWriteSet set : sets.getNsRwsetList()) {
                if (set.getNamespace().equals(LIFECYCLE)) {
                    return new TransactionSets(KVRWSet.parseFrom(set.getRwset()));
                }
            }
            return new TransactionSets(KVRWSet.getDefaultInstance());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read transaction: " + e.getMessage(), e);
        }
    }

    /** Where the definition stands that was in force for it. */
    Optional<BlockPosition> definitionRead(String chaincode) {
        return lifecycle.getReadsList().stream()
                .filter(read -> read.getKey().equals(field(chaincode, "Sequence")))
                .filter(KVRead::hasVersion)
                .map(KVRead::getVersion)
                .findFirst()
                .map(version -> new BlockPosition(version.getBlockNum(), version.getTxNum()));
    }

    /** What it wrote about the chaincode, by field. */
    Map<String, ByteString> definitionWritten(String chaincode) {
        Map<String, ByteString> fields = new TreeMap<>();
        String prefix = field(chaincode, "");
        for (KVWrite write : lifecycle.getWritesList()) {
            if (write.getKey().startsWith(prefix) && !write.getIsDelete()) {
                fields.put(write.getKey().substring(prefix.length()), write.getValue());
            }
        }
        return fields;
    }

    private static String field(String chaincode, String name) {
        return "namespaces/fields/" + chaincode + "/" + name;
    }
}
