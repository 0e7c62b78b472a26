package io.kontor.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.SignedTreeHead;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.junit.jupiter.api.Test;

/** No anchor lost and none doubled, as the blocks tell it: each break is seen. */
class LedgerVerdictTest {

    private static final String LOG = "X1";
    private static final LogHead FIRST = head(3, 100);
    private static final LogHead SECOND = head(5, 200);
    private static final LogHead THIRD = head(9, 300);

    private static LogHead head(long size, long time) {
        return new LogHead(new SignedTreeHead(LOG, 1, size, Digest32.ZERO, time, "c2ln"), "tx-" + size, time);
    }

    private static Check anchors(LogHead after, LogHead... written) {
        List<AnchoredHead> anchored =
                Arrays.stream(written).map(head -> new AnchoredHead(7, head)).toList();
        return LedgerVerdict.anchors(new LedgerVerdict.Anchors(Optional.of(FIRST), anchored, after));
    }

    @Test
    void anchors_that_grow_and_end_at_the_head_on_the_ledger_pass() {
        assertThat(anchors(THIRD, SECOND, THIRD).ok()).isTrue();
        assertThat(anchors(SECOND, SECOND, THIRD).ok()).as("one more since").isTrue();
        assertThat(anchors(FIRST).ok()).as("nothing new").isTrue();
    }

    @Test
    void a_doubled_anchor_is_seen() {
        assertThat(anchors(THIRD, SECOND, SECOND, THIRD))
                .satisfies(check -> assertThat(check.ok()).isFalse())
                .extracting(Check::got)
                .asString()
                .contains("of 5 leaves in tx-5 twice");
        assertThat(anchors(SECOND, FIRST, SECOND).ok()).as("of the run before").isFalse();
    }

    @Test
    void a_size_that_falls_is_seen() {
        assertThat(anchors(SECOND, THIRD, SECOND).ok()).isFalse();
    }

    @Test
    void a_lost_anchor_is_seen() {
        assertThat(anchors(THIRD, SECOND).ok()).isFalse();
    }

    @Test
    void of_a_block_the_heads_of_its_valid_transactions_are_read() {
        Block block = Block.newBuilder()
                .setData(BlockData.newBuilder()
                        .addData(transaction(SECOND))
                        .addData(transaction(THIRD))
                        .addData(Envelope.newBuilder()
                                .setPayload(Payload.newBuilder()
                                        .setHeader(header(HeaderType.CONFIG_VALUE))
                                        .build()
                                        .toByteString())
                                .build()
                                .toByteString()))
                .setMetadata(BlockMetadata.newBuilder()
                        .addMetadata(ByteString.EMPTY)
                        .addMetadata(ByteString.EMPTY)
                        .addMetadata(ByteString.copyFrom(new byte[] {0, 11, 0})))
                .build();

        assertThat(AnchoredHead.of(LedgerWrite.of(7, block.toByteArray())))
                .containsExactly(new AnchoredHead(7, SECOND));
    }

    private static Header header(int type) {
        return Header.newBuilder()
                .setChannelHeader(
                        ChannelHeader.newBuilder().setType(type).build().toByteString())
                .build();
    }

    private static ByteString transaction(LogHead head) {
        KVRWSet writes = KVRWSet.newBuilder()
                .addWrites(KVWrite.newBuilder().setKey("log/" + LOG).setValue(ByteString.copyFromUtf8("{}")))
                .addWrites(KVWrite.newBuilder()
                        .setKey("head/" + LOG)
                        .setValue(ByteString.copyFrom(CanonicalJson.bytes(LogHeadCodec.toJson(head)))))
                .build();
        TxReadWriteSet sets = TxReadWriteSet.newBuilder()
                .addNsRwset(NsReadWriteSet.newBuilder().setNamespace("kontor").setRwset(writes.toByteString()))
                .build();
        ProposalResponsePayload response = ProposalResponsePayload.newBuilder()
                .setExtension(ChaincodeAction.newBuilder()
                        .setResults(sets.toByteString())
                        .build()
                        .toByteString())
                .build();
        ChaincodeActionPayload action = ChaincodeActionPayload.newBuilder()
                .setAction(ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(response.toByteString()))
                .build();
        Transaction transaction = Transaction.newBuilder()
                .addActions(TransactionAction.newBuilder().setPayload(action.toByteString()))
                .build();
        return Envelope.newBuilder()
                .setPayload(Payload.newBuilder()
                        .setHeader(header(HeaderType.ENDORSER_TRANSACTION_VALUE))
                        .setData(transaction.toByteString())
                        .build()
                        .toByteString())
                .build()
                .toByteString();
    }
}
