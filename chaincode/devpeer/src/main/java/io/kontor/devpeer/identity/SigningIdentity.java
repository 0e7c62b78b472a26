package io.kontor.devpeer.identity;

import com.google.protobuf.ByteString;
import io.kontor.crypto.pki.IssuedIdentity;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** An organisation's peer identity with its key: what endorses and signs blocks. */
public final class SigningIdentity {
    private final String mspId;
    private final ByteString certificatePem;
    private final ByteString serialized;
    private final ECPrivateKeyParameters key;

    /** Refuses a key that does not belong to the certificate. */
    public SigningIdentity(final String mspId, final IssuedIdentity issued) {
        this.mspId = mspId;
        this.certificatePem = ByteString.copyFromUtf8(issued.certificatePem());
        this.serialized = SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(certificatePem)
                .build()
                .toByteString();
        this.key = P256.privateKey(issued.privateKey());
        if (!P256.isKeyPair(key, P256.publicKey(issued.certificate().getPublicKey()))) {
            throw new IllegalArgumentException(
                    "Cannot use peer key of " + mspId + ": it does not belong to certificate "
                            + issued.certificate().getSubjectX500Principal());
        }
    }

    /** The organisation's name on the channel. */
    public String mspId() {
        return mspId;
    }

    /** The certificate as PEM. */
    public ByteString certificatePem() {
        return certificatePem;
    }

    /** This identity as it stands in endorsements. */
    public ByteString serialized() {
        return serialized;
    }

    /** Signs the concatenation of the parts. */
    public ByteString sign(final ByteString... parts) {
        return ByteString.copyFrom(P256.sign(key, Sha256.of(parts)));
    }
}
