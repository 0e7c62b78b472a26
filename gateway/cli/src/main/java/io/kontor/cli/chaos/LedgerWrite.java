package io.kontor.cli.chaos;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
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
 * A record as a valid transaction wrote it.
 *
 * @param block number of the block
 * @param time when its client made the transaction, epoch milliseconds
 * @param key key of the record
 * @param value its bytes
 */
record LedgerWrite(long block, long time, String key, ByteString value) {

    JsonObject json() {
        return CanonicalJson.parse(value.toByteArray());
    }

    /** All in the blocks from one to another, in their order. */
    static List<LedgerWrite> in(LedgerBlocks blocks, String mspId, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(number ->
                        of(number, blocks.copies(number, List.of(mspId)).get(0)))
                .flatMap(List::stream)
                .toList();
    }

    /** What a block's valid transactions wrote. */
    static List<LedgerWrite> of(long number, byte[] bytes) {
        try {
            Block block = Block.parseFrom(bytes);
            ByteString filter = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
            List<LedgerWrite> writes = new ArrayList<>();
            for (int i = 0; i < block.getData().getDataCount(); i++) {
                if (filter.byteAt(i) == TxValidationCode.VALID_VALUE) {
                    add(number, block.getData().getData(i), writes);
                }
            }
            return writes;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Cannot read block " + number + ": " + e.getMessage(), e);
        }
    }

    private static void add(long number, ByteString envelope, List<LedgerWrite> writes)
            throws InvalidProtocolBufferException {
        Payload payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            return;
        }
        long time = header.getTimestamp().getSeconds() * 1_000
                + header.getTimestamp().getNanos() / 1_000_000;
        ChaincodeActionPayload action = ChaincodeActionPayload.parseFrom(
                Transaction.parseFrom(payload.getData()).getActions(0).getPayload());
        ChaincodeAction result = ChaincodeAction.parseFrom(
                ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload())
                        .getExtension());
        for (NsReadWriteSet set : TxReadWriteSet.parseFrom(result.getResults()).getNsRwsetList()) {
            for (KVWrite write : KVRWSet.parseFrom(set.getRwset()).getWritesList()) {
                if (!write.getIsDelete()) {
                    writes.add(new LedgerWrite(number, time, write.getKey(), write.getValue()));
                }
            }
        }
    }
}
