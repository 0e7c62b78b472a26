package io.kontor.devpeer.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * The organisations of the channel, and the check that an identity belongs to one of them: its certificate is signed
 * directly by one of the organisation's roots (there are no intermediate authorities here). Checked identities are
 * remembered, the most recently used 1,000 of them. Safe for use by many threads.
 */
public final class Organisations {
    private static final int REMEMBERED = 1_000;
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

    private final Map<String, Organisation> byMspId = new LinkedHashMap<>();
    private final Map<ByteString, Identity> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<ByteString, Identity> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Organisations(final List<Organisation> organisations) {
        organisations.forEach(organisation -> byMspId.put(organisation.mspId(), organisation));
    }

    /** All organisations in configured order. */
    public List<Organisation> all() {
        return List.copyOf(byMspId.values());
    }

    /** The organisation of that name. */
    public Optional<Organisation> find(final String mspId) {
        return Optional.ofNullable(byMspId.get(mspId));
    }

    /** How many organisations are more than half of them. */
    public int majority() {
        return byMspId.size() / 2 + 1;
    }

    /** The identity that the bytes stand for; refused unless it chains to a root of its organisation. */
    public Identity identify(final ByteString serialized) throws IdentityRefused {
        synchronized (known) {
            final Identity cached = known.get(serialized);
            if (cached != null) {
                return cached;
            }
        }
        final Identity identity = check(serialized);
        synchronized (known) {
            known.put(serialized, identity);
        }
        return identity;
    }

    private Identity check(final ByteString serialized) throws IdentityRefused {
        final SerializedIdentity parsed;
        final X509Certificate certificate;
        try {
            parsed = SerializedIdentity.parseFrom(serialized);
            certificate = Pem.readCertificate(parsed.getIdBytes().toStringUtf8());
        } catch (InvalidProtocolBufferException | PkiException e) {
            throw new IdentityRefused("identity cannot be read: " + e.getMessage(), e);
        }
        final Organisation organisation = byMspId.get(parsed.getMspid());
        if (organisation == null) {
            throw new IdentityRefused(
                    "organisation " + parsed.getMspid() + " is unknown, known are " + byMspId.keySet());
        }
        if (organisation.roots().stream().noneMatch(root -> issued(root, certificate))) {
            throw new IdentityRefused("certificate of " + certificate.getSubjectX500Principal()
                    + " is not signed by a root of " + parsed.getMspid());
        }
        return identity(serialized, parsed.getMspid(), certificate);
    }

    private static Identity identity(final ByteString serialized, final String mspId, final X509Certificate certificate)
            throws IdentityRefused {
        final Role role = Role.of(certificate.getSubjectX500Principal());
        try {
            return new Identity(serialized, mspId, certificate, role);
        } catch (IllegalArgumentException e) {
            throw new IdentityRefused(
                    "key of " + certificate.getSubjectX500Principal() + " is not on the curve P-256", e);
        }
    }

    private static boolean issued(final X509Certificate root, final X509Certificate leaf) {
        if (!root.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())
                || !ECDSA_SHA256.equals(leaf.getSigAlgOID())) {
            return false;
        }
        try {
            final byte[] digest = Sha256.of(ByteString.copyFrom(leaf.getTBSCertificate()));
            return P256.verifyAnyS(P256.publicKey(root.getPublicKey()), digest, leaf.getSignature());
        } catch (CertificateEncodingException | RuntimeException e) {
            return false;
        }
    }
}
