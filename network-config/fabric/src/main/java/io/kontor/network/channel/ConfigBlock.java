package io.kontor.network.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.kontor.network.process.NetworkFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * A block that holds a channel's configuration.
 *
 * @param block the block
 * @param config the configuration in it
 */
public record ConfigBlock(Block block, Config config) {
    private static final int NONCE_BYTES = 24;

    /**
     * Reads a block.
     *
     * @throws NetworkFailure when it holds no configuration
     */
    public static ConfigBlock parse(byte[] bytes) {
        try {
            Block block = Block.parseFrom(bytes);
            Payload payload = Payload.parseFrom(
                    Envelope.parseFrom(block.getData().getData(0)).getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            if (header.getType() != HeaderType.CONFIG_VALUE) {
                throw new NetworkFailure("Cannot read channel configuration: the block holds "
                        + HeaderType.forNumber(header.getType()) + ", must hold " + HeaderType.CONFIG);
            }
            return new ConfigBlock(
                    block, ConfigEnvelope.parseFrom(payload.getData()).getConfig());
        } catch (InvalidProtocolBufferException | IndexOutOfBoundsException e) {
            throw new NetworkFailure("Cannot read channel configuration: " + e.getMessage(), e);
        }
    }

    /** Number of the block. */
    public long number() {
        return block.getHeader().getNumber();
    }

    /**
     * The genesis block that everybody makes of the same configuration (NET-12): no time, its nonce and transaction id follow from the
     * configuration, maps are written in the order of their keys.
     *
     * @param channel name of the channel
     */
    public byte[] canonicalGenesis(String channel) {
        ByteString configuration =
                bytes(ConfigEnvelope.newBuilder().setConfig(config).build());
        ByteString nonce = ByteString.copyFrom(Arrays.copyOf(sha256(configuration), NONCE_BYTES));
        ByteString channelHeader = bytes(ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_VALUE)
                .setVersion(1)
                .setChannelId(channel)
                .setTxId(HexFormat.of().formatHex(sha256(nonce)))
                .build());
        ByteString envelope = bytes(Envelope.newBuilder()
                .setPayload(bytes(Payload.newBuilder()
                        .setHeader(Header.newBuilder()
                                .setChannelHeader(channelHeader)
                                .setSignatureHeader(bytes(SignatureHeader.newBuilder()
                                        .setNonce(nonce)
                                        .build())))
                        .setData(configuration)
                        .build()))
                .build());
        return bytes(block.toBuilder()
                        .setData(BlockData.newBuilder().addData(envelope))
                        .setHeader(block.getHeader().toBuilder().setDataHash(ByteString.copyFrom(sha256(envelope))))
                        .build())
                .toByteArray();
    }

    /** SHA-256 in hex, to be compared by telephone. */
    public static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(ByteString.copyFrom(bytes)));
    }

    /** The same message is always the same bytes. */
    static ByteString bytes(Message message) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CodedOutputStream coded = CodedOutputStream.newInstance(out);
            coded.useDeterministicSerialization();
            message.writeTo(coded);
            coded.flush();
            return ByteString.copyFrom(out.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write " + message.getClass().getSimpleName(), e);
        }
    }

    private static byte[] sha256(ByteString bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest: the Java runtime has no SHA-256", e);
        }
    }
}
