package io.kontor.cli.chaos;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A head of a log as a valid transaction wrote it.
 *
 * @param block number of the block
 * @param head head
 */
record AnchoredHead(long block, LogHead head) {

    private static final String HEADS = "head/";

    String logId() {
        return head.head().logId();
    }

    long size() {
        return head.head().treeSize();
    }

    /** All heads in the blocks from one to another, in their order. */
    static List<AnchoredHead> in(LedgerBlocks blocks, String mspId, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(number ->
                        of(number, blocks.copies(number, List.of(mspId)).get(0)))
                .flatMap(List::stream)
                .toList();
    }

    /** The heads that a block's valid transactions wrote. */
    static List<AnchoredHead> of(long number, byte[] bytes) {
        try {
            Block block = Block.parseFrom(bytes);
            ByteString filter = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
            List<AnchoredHead> heads = new ArrayList<>();
            for (int i = 0; i < block.getData().getDataCount(); i++) {
                if (filter.byteAt(i) == TxValidationCode.VALID_VALUE) {
                    for (KVWrite write : writes(block.getData().getData(i))) {
                        if (write.getKey().startsWith(HEADS) && !write.getIsDelete()) {
                            heads.add(new AnchoredHead(
                                    number,
                                    LogHeadCodec.fromJson(
                                            CanonicalJson.parse(write.getValue().toByteArray()))));
                        }
                    }
                }
            }
            return heads;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Cannot read block " + number + ": " + e.getMessage(), e);
        }
    }

    private static List<KVWrite> writes(ByteString envelope) throws InvalidProtocolBufferException {
        Payload payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            return List.of();
        }
        ChaincodeActionPayload action = ChaincodeActionPayload.parseFrom(
                Transaction.parseFrom(payload.getData()).getActions(0).getPayload());
        ChaincodeAction result = ChaincodeAction.parseFrom(
                ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload())
                        .getExtension());
        List<KVWrite> writes = new ArrayList<>();
        for (NsReadWriteSet set : TxReadWriteSet.parseFrom(result.getResults()).getNsRwsetList()) {
            writes.addAll(KVRWSet.parseFrom(set.getRwset()).getWritesList());
        }
        return writes;
    }
}
