package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.VerifyingKey;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.TrustedOrganisation;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Believes an identity only when an authority that an epoch of the trust file names issued its certificate (EVD-22, TRU-2). */
final class TrustedIdentities {

    private static final Set<String> ROLES = Set.of("client", "peer", "admin", "orderer");
    private static final int HEX = 16;
    private static final int MAX_DEPTH = 5;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final Epoch epoch;
    private final Map<ByteString, Identity> believed = new ConcurrentHashMap<>();

    TrustedIdentities(Epoch epoch) {
        this.epoch = epoch;
    }

    /**
     * An identity that is believed.
     *
     * @param mspId its organisation
     * @param role its one role
     * @param key its key
     */
    record Identity(String mspId, String role, VerifyingKey key) {}

    /** The identity; what was believed once is not looked at again. */
    Identity require(ByteString serialised, Set<String> roles, EvidenceCheck check) {
        Identity known = believed.get(serialised);
        Identity identity = known == null ? believe(serialised, check) : known;
        believed.putIfAbsent(serialised, identity);
        if (!roles.contains(identity.role())) {
            throw check.refuse("certificate of " + identity.mspId() + " has the roles [" + identity.role()
                    + "], must have exactly one of " + new TreeSet<>(roles));
        }
        return identity;
    }

    private Identity believe(ByteString serialised, EvidenceCheck check) {
        SerializedIdentity identity = StrictProto.parse(SerializedIdentity.parser(), serialised, check, "identity");
        TrustedOrganisation organisation = epoch.organisation(identity.getMspid())
                .orElseThrow(() -> check.refuse("unknown authority " + identity.getMspid()));
        X509Certificate certificate = certificate(identity, check);
        if (certificate.getBasicConstraints() >= 0 || !chains(organisation, certificate, 0)) {
            throw check.refuse("certificate does not chain to a root of " + organisation.mspId() + ": "
                    + certificate.getSubjectX500Principal());
        }
        String serial = certificate.getSerialNumber().toString(HEX);
        if (organisation.revoked().contains(serial)) {
            throw check.refuse("certificate " + serial + " of " + certificate.getSubjectX500Principal()
                    + " was revoked by " + organisation.mspId());
        }
        Set<String> own = roles(certificate, check);
        if (own.size() != 1) {
            throw check.refuse("certificate of " + certificate.getSubjectX500Principal() + " has the roles " + own
                    + ", must have exactly one of " + new TreeSet<>(ROLES));
        }
        return new Identity(organisation.mspId(), own.iterator().next(), key(certificate, check));
    }

    private static X509Certificate certificate(SerializedIdentity identity, EvidenceCheck check) {
        try {
            List<X509Certificate> certificates =
                    Pem.readCertificates(identity.getIdBytes().toStringUtf8());
            if (certificates.size() == 1) {
                return certificates.get(0);
            }
            throw check.refuse("an identity of " + identity.getMspid() + " holds " + certificates.size()
                    + " certificates, must hold 1");
        } catch (PkiException e) {
            throw check.refuse("an identity of " + identity.getMspid() + " has no certificate: " + e.getMessage());
        }
    }

    private static boolean chains(TrustedOrganisation organisation, X509Certificate certificate, int depth) {
        if (organisation.rootCertificates().stream().anyMatch(root -> issued(root, certificate))) {
            return true;
        }
        return depth < MAX_DEPTH
                && organisation.intermediateCertificates().stream()
                        .anyMatch(one -> issued(one, certificate) && chains(organisation, one, depth + 1));
    }

    /** As Fabric does, expiry is ignored: the chain is looked at as it was one second after the certificate began. */
    private static boolean issued(X509Certificate root, X509Certificate certificate) {
        if (!certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal())) {
            return false;
        }
        Instant seenAt = certificate.getNotBefore().toInstant().plus(ONE_SECOND);
        if (seenAt.isBefore(root.getNotBefore().toInstant())
                || seenAt.isAfter(root.getNotAfter().toInstant())) {
            return false;
        }
        try {
            certificate.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Set<String> roles(X509Certificate certificate, EvidenceCheck check) {
        Set<String> result = new TreeSet<>();
        try {
            String name = certificate.getSubjectX500Principal().getName();
            for (Rdn rdn : new LdapName(name).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("OU") && ROLES.contains(String.valueOf(rdn.getValue()))) {
                    result.add(String.valueOf(rdn.getValue()));
                }
            }
        } catch (InvalidNameException e) {
            throw check.refuse("certificate has no readable subject: " + e.getMessage());
        }
        return result;
    }

    private static VerifyingKey key(X509Certificate certificate, EvidenceCheck check) {
        try {
            return CryptoSuites.intl().verifyingKey(certificate.getPublicKey().getEncoded());
        } catch (CryptoException e) {
            throw check.refuse(
                    "key of " + certificate.getSubjectX500Principal() + " cannot be used: " + e.getMessage());
        }
    }
}
