package io.kontor.network.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.network.process.NetworkFailure;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** What the next block names as its predecessor: SHA-256 of the header in DER. */
public final class BlockLink {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;

    private BlockLink() {}

    /** SHA-256 in hex of the header of a block. */
    public static String of(byte[] block) {
        try {
            return ConfigBlock.digest(header(Block.parseFrom(block).getHeader()));
        } catch (InvalidProtocolBufferException e) {
            throw new NetworkFailure("Cannot read a block: " + e.getMessage(), e);
        }
    }

    /** SEQUENCE {INTEGER number, OCTET STRING previous hash, OCTET STRING data hash}. */
    private static byte[] header(BlockHeader header) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        put(fields, INTEGER, new BigInteger(Long.toUnsignedString(header.getNumber())).toByteArray());
        put(fields, OCTETS, header.getPreviousHash().toByteArray());
        put(fields, OCTETS, header.getDataHash().toByteArray());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        put(all, SEQUENCE, fields.toByteArray());
        return all.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, int tag, byte[] value) {
        if (value.length > Byte.MAX_VALUE) {
            throw new NetworkFailure("Cannot read a block: a field of its header has " + value.length + " bytes");
        }
        out.write(tag);
        out.write(value.length);
        out.writeBytes(value);
    }
}
