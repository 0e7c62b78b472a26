package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Builds blocks (DEV-9). Slot 0 of the metadata holds one orderer signature in Fabric's BFT layout, by consenter 1 with
 * quorum 1; slot 1 the last configuration, always block 0; slot 2 one validation code per transaction; slots 3 and 4
 * are empty.
 */
final class BlockBuilder {
    /** The only consenter's number. */
    static final int CONSENTER = 1;

    private static final int NONCE_LENGTH = 24;
    private static final LastConfig LAST_CONFIG = LastConfig.getDefaultInstance();

    private final ChannelDefinition definition;
    private final SecureRandom random = new SecureRandom();

    BlockBuilder(final ChannelDefinition definition) {
        this.definition = definition;
    }

    /** Block 0 carries no signature, as in Fabric: whoever trusts it pins its hash. */
    Block genesis(final ByteString envelope, final TxValidationCode code) {
        final BlockHeader header = header(0, ByteString.EMPTY, List.of(envelope));
        return block(header, List.of(envelope), Metadata.newBuilder().setValue(signedValue()), List.of(code));
    }

    Block next(
            final long number,
            final ByteString previousHash,
            final List<ByteString> envelopes,
            final List<TxValidationCode> codes) {
        final BlockHeader header = header(number, previousHash, envelopes);
        return block(header, envelopes, signed(header), codes);
    }

    private static BlockHeader header(
            final long number, final ByteString previousHash, final List<ByteString> envelopes) {
        return BlockHeader.newBuilder()
                .setNumber(number)
                .setPreviousHash(previousHash)
                .setDataHash(BlockHash.ofData(envelopes))
                .build();
    }

    private static Block block(
            final BlockHeader header,
            final List<ByteString> envelopes,
            final Metadata.Builder signatures,
            final List<TxValidationCode> codes) {
        final byte[] filter = new byte[codes.size()];
        for (int i = 0; i < filter.length; i++) {
            filter[i] = (byte) codes.get(i).getNumber();
        }
        return Block.newBuilder()
                .setHeader(header)
                .setData(BlockData.newBuilder().addAllData(envelopes))
                .setMetadata(BlockMetadata.newBuilder()
                        .addMetadata(signatures.build().toByteString())
                        .addMetadata(Metadata.newBuilder()
                                .setValue(LAST_CONFIG.toByteString())
                                .build()
                                .toByteString())
                        .addMetadata(ByteString.copyFrom(filter))
                        .addMetadata(ByteString.EMPTY)
                        .addMetadata(ByteString.EMPTY))
                .build();
    }

    private Metadata.Builder signed(final BlockHeader header) {
        final byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        final ByteString identifier = IdentifierHeader.newBuilder()
                .setIdentifier(CONSENTER)
                .setNonce(ByteString.copyFrom(nonce))
                .build()
                .toByteString();
        final ByteString value = signedValue();
        final ByteString signature = definition.blockSigner().sign(value, identifier, BlockHash.headerBytes(header));
        return Metadata.newBuilder()
                .setValue(value)
                .addSignatures(MetadataSignature.newBuilder()
                        .setIdentifierHeader(identifier)
                        .setSignature(signature));
    }

    private static ByteString signedValue() {
        return OrdererBlockMetadata.newBuilder()
                .setLastConfig(LAST_CONFIG)
                .build()
                .toByteString();
    }
}
