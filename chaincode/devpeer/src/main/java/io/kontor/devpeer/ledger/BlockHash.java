package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.identity.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** The hashes of a block, as Fabric computes them. */
public final class BlockHash {

    private BlockHash() {}

    /** DER SEQUENCE {INTEGER number, OCTET STRING previousHash, OCTET STRING dataHash}: what is hashed and signed. */
    public static ByteString headerBytes(final BlockHeader header) {
        final ASN1EncodableVector fields = new ASN1EncodableVector();
        fields.add(new ASN1Integer(new BigInteger(Long.toUnsignedString(header.getNumber()))));
        fields.add(new DEROctetString(header.getPreviousHash().toByteArray()));
        fields.add(new DEROctetString(header.getDataHash().toByteArray()));
        try {
            return ByteString.copyFrom(new DERSequence(fields).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode header of block " + header.getNumber(), e);
        }
    }

    /** SHA-256 of {@link #headerBytes}: the previous hash of the next block. */
    public static ByteString ofHeader(final BlockHeader header) {
        return ByteString.copyFrom(Sha256.of(headerBytes(header)));
    }

    /** SHA-256 of all envelopes one after the other. */
    public static ByteString ofData(final List<ByteString> envelopes) {
        return ByteString.copyFrom(Sha256.of(envelopes.toArray(ByteString[]::new)));
    }
}
