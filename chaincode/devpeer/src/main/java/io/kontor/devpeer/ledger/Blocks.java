package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Reads parts of blocks that this ledger wrote. */
public final class Blocks {

    private Blocks() {}

    /** The validation code of a transaction. */
    public static TxValidationCode code(final Block block, final int index) {
        final ByteString filter = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
        return TxValidationCode.forNumber(Byte.toUnsignedInt(filter.byteAt(index)));
    }

    /** The envelope at a place. */
    public static Envelope envelope(final Block block, final int index) {
        try {
            return Envelope.parseFrom(block.getData().getData(index));
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(block, index, e);
        }
    }

    /** The channel header of the envelope at a place. */
    public static ChannelHeader channelHeader(final Block block, final int index) {
        try {
            return ChannelHeader.parseFrom(
                    Payload.parseFrom(envelope(block, index).getPayload())
                            .getHeader()
                            .getChannelHeader());
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(block, index, e);
        }
    }

    /** What the transaction at a place says; only for endorser transactions of sound form. */
    public static TransactionContent content(final Block block, final int index) {
        try {
            return TransactionContent.parse(envelope(block, index));
        } catch (MalformedTransaction e) {
            throw unreadable(block, index, e);
        }
    }

    /** What the transaction at a place says, if its form is sound. */
    public static Optional<TransactionContent> soundContent(final Block block, final int index) {
        try {
            return Optional.of(TransactionContent.parse(envelope(block, index)));
        } catch (MalformedTransaction e) {
            return Optional.empty();
        }
    }

    private static IllegalStateException unreadable(final Block block, final int index, final Exception cause) {
        return new IllegalStateException(
                "Cannot read transaction " + index + " of block "
                        + block.getHeader().getNumber(),
                cause);
    }
}
