package io.kontor.evidence.bundle;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.evidence.block.BlockHeader;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;

/**
 * What shows that the anchoring transaction was ordered, and that it was valid there.
 *
 * @param block the whole block
 * @param position place of the transaction in it
 * @param signedBy consenters whose signatures it has, ascending
 * @param headers headers from the next block to the next configuration block, or none
 * @param link an endorsed call that read what the transaction wrote
 */
public record OrderProof(
        SignedBlock block, int position, List<Long> signedBy, List<BlockHeader> headers, EndorsedCall link) {

    /** The longest chain of headers. */
    public static final int MAX_HEADERS = 10_000;

    public OrderProof {
        Checks.range("position", position, 0, block.envelopes().size() - 1);
        signedBy = List.copyOf(signedBy);
        headers = Checks.list("headers", headers, 0, MAX_HEADERS);
    }

    /**
     * The proof of a transaction.
     *
     * @param block its block, with the signatures of its epoch's consenters
     * @param transactionId the transaction
     * @param link payload of an endorsed call that read what it wrote
     * @throws MalformedException when the block does not hold it
     */
    public static OrderProof of(SignedBlock block, String transactionId, byte[] link) {
        int position = position(block, transactionId);
        return new OrderProof(block, position, block.signedBy(), List.of(), EndorsedCall.of(link));
    }

    /** The same proof, bound to the next configuration block by the headers between (EVD-18). */
    public OrderProof withHeaders(List<BlockHeader> chain) {
        return new OrderProof(block, position, signedBy, chain, link);
    }

    /**
     * The payload of a transaction: the next anchor of a log is the link of the one before.
     *
     * @throws MalformedException when the block does not hold it
     */
    public static byte[] payload(SignedBlock block, String transactionId) {
        try {
            return Envelope.parseFrom(block.envelopes().get(position(block, transactionId)))
                    .getPayload()
                    .toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read transaction " + transactionId + ": " + e.getMessage(), e);
        }
    }

    private static int position(SignedBlock block, String transactionId) {
        for (int i = 0; i < block.envelopes().size(); i++) {
            if (transactionId.equals(transactionId(block.envelopes().get(i)))) {
                return i;
            }
        }
        throw new MalformedException("Cannot prove order of transaction " + transactionId + ": block "
                + block.header().number() + " does not hold it");
    }

    private static String transactionId(ByteString envelope) {
        try {
            Payload payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
            return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader())
                    .getTxId();
        } catch (InvalidProtocolBufferException e) {
            return ""; // what cannot be read is not the transaction looked for
        }
    }
}
