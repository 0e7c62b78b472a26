package io.kontor.evidence.block;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.rejection.MalformedException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/**
 * A block's header.
 *
 * @param number number of the block
 * @param previousHash hash of the header before in hex; empty for genesis
 * @param dataHash hash of the envelopes
 */
public record BlockHeader(long number, String previousHash, Digest32 dataHash) {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;

    public BlockHeader {
        Checks.range("block", number, 0, Checks.MAX);
        if (number == 0 && !previousHash.isEmpty()) {
            throw new MalformedException("Cannot accept header of block 0: it names a block before it");
        }
        if (number > 0) {
            Digest32.fromHex(previousHash);
        }
    }

    /** What orderers sign and what is hashed: DER of number, previous hash and data hash; at most 82 bytes. */
    public byte[] bytes() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<byte[]> parts = List.of(
                BigInteger.valueOf(number).toByteArray(), HexFormat.of().parseHex(previousHash), dataHash.bytes());
        for (int i = 0; i < parts.size(); i++) {
            content.write(i == 0 ? INTEGER : OCTETS);
            content.write(parts.get(i).length);
            content.writeBytes(parts.get(i));
        }
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        sequence.write(SEQUENCE);
        sequence.write(content.size());
        sequence.writeBytes(content.toByteArray());
        return sequence.toByteArray();
    }

    /** Hash of the header, which the next one names. */
    public Digest32 hash() {
        return Digest32.of(HashFunction.sha256().hash(bytes()));
    }

    /** Whether this header follows that one. */
    public boolean follows(BlockHeader before) {
        return number == before.number + 1 && previousHash.equals(before.hash().hex());
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("number", number)
                .put("previousHash", previousHash)
                .put("dataHash", dataHash.hex())
                .build();
    }

    static BlockHeader fromJson(JsonObject json) {
        json.requireOnly("number", "previousHash", "dataHash");
        return new BlockHeader(
                json.longValue("number"), json.string("previousHash"), json.string("dataHash", Digest32::fromHex));
    }
}
