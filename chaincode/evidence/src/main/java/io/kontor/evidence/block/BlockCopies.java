package io.kontor.evidence.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;

/**
 * Merges copies of one block: each holds a quorum of signatures, not always the same; value, header and data must agree.
 */
public final class BlockCopies {

    private BlockCopies() {}

    /**
     * The block with all signatures of its copies, ascending by consenter; two different ones of a consenter both stay.
     *
     * @param copies bytes of {@code Block}, at least one
     * @throws MalformedException when they are not copies of one block
     */
    public static SignedBlock merge(List<byte[]> copies) {
        List<SignedBlock> blocks = copies.stream().map(BlockCopies::read).toList();
        SignedBlock first = blocks.stream()
                .findFirst()
                .orElseThrow(() -> new MalformedException("Cannot merge copies of a block: there are none"));
        List<OrdererSignature> signatures = new ArrayList<>();
        Set<OrdererSignature> seen = new HashSet<>();
        for (SignedBlock block : blocks) {
            boolean same = block.header().equals(first.header())
                    && block.envelopes().equals(first.envelopes())
                    && block.value().equals(first.value());
            if (!same) {
                throw new MalformedException("Cannot merge copies of block " + first.header() + ": one is "
                        + block.header() + " or differs in its data");
            }
            block.signatures().stream().filter(seen::add).forEach(signatures::add);
        }
        signatures.sort(Comparator.comparingLong(OrdererSignature::consenter));
        return new SignedBlock(first.header(), first.envelopes(), first.value(), signatures);
    }

    private static SignedBlock read(byte[] bytes) {
        try {
            Block block = Block.parseFrom(bytes);
            ByteString slot = block.getMetadata().getMetadataCount() == 0
                    ? ByteString.EMPTY
                    : block.getMetadata().getMetadata(BlockMetadataIndex.SIGNATURES_VALUE);
            Metadata metadata = Metadata.parseFrom(slot);
            List<OrdererSignature> signatures = new ArrayList<>();
            for (MetadataSignature signature : metadata.getSignaturesList()) {
                if (!signature.getIdentifierHeader().isEmpty()) {
                    signatures.add(signature(signature.getIdentifierHeader(), signature.getSignature()));
                }
            }
            BlockHeader header = new BlockHeader(
                    block.getHeader().getNumber(),
                    HexFormat.of().formatHex(block.getHeader().getPreviousHash().toByteArray()),
                    Digest32.of(block.getHeader().getDataHash().toByteArray()));
            return new SignedBlock(header, block.getData().getDataList(), metadata.getValue(), signatures);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read copy of block: " + e.getMessage(), e);
        }
    }

    /**
     * A signature with the consenter that its header names.
     *
     * @throws MalformedException when the header is not in its one form
     */
    static OrdererSignature signature(ByteString identifierHeader, ByteString signature) {
        try {
            IdentifierHeader header = IdentifierHeader.parseFrom(identifierHeader);
            if (!header.toByteString().equals(identifierHeader)
                    || !header.getUnknownFields().asMap().isEmpty()) {
                throw new MalformedException("Cannot read identifier header: it has other bytes when written again");
            }
            return new OrdererSignature(Integer.toUnsignedLong(header.getIdentifier()), identifierHeader, signature);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read identifier header: " + e.getMessage(), e);
        }
    }
}
