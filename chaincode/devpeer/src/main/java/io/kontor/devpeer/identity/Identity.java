package io.kontor.devpeer.identity;

import com.google.protobuf.ByteString;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * An identity whose certificate chains to a root of its organisation. Whether it is valid now is asked separately,
 * because an old endorsement does not lose its force when a certificate expires.
 */
public final class Identity {
    private final ByteString serialized;
    private final String mspId;
    private final X509Certificate certificate;
    private final Role role;
    private final ECPublicKeyParameters key;

    Identity(final ByteString serialized, final String mspId, final X509Certificate certificate, final Role role) {
        this.serialized = serialized;
        this.mspId = mspId;
        this.certificate = certificate;
        this.role = role;
        this.key = P256.publicKey(certificate.getPublicKey());
    }

    /** The received bytes of this identity. */
    public ByteString serialized() {
        return serialized;
    }

    /** The organisation's name on the channel. */
    public String mspId() {
        return mspId;
    }

    /** The role that the certificate's subject names. */
    public Role role() {
        return role;
    }

    /** Refuses a certificate that has expired or is not valid yet. */
    public void requireValidAt(final Instant time) throws IdentityRefused {
        if (time.isBefore(certificate.getNotBefore().toInstant())
                || time.isAfter(certificate.getNotAfter().toInstant())) {
            throw new IdentityRefused("certificate of " + certificate.getSubjectX500Principal() + " is valid from "
                    + certificate.getNotBefore().toInstant() + " to "
                    + certificate.getNotAfter().toInstant() + ", not at " + time);
        }
    }

    /** Whether the signature fits the concatenation of the parts. */
    public boolean verify(final ByteString signature, final ByteString... parts) {
        return P256.verifyLowS(key, Sha256.of(parts), signature.toByteArray());
    }

    /** Refuses a signature that does not fit the concatenation of the parts. */
    public void requireSignature(final ByteString signature, final ByteString... parts) throws IdentityRefused {
        if (!verify(signature, parts)) {
            throw new IdentityRefused("signature of " + certificate.getSubjectX500Principal() + " of " + mspId
                    + " does not fit (ECDSA P-256 over SHA-256, DER, low S)");
        }
    }

    @Override
    public String toString() {
        return mspId + ":" + certificate.getSubjectX500Principal();
    }
}
