package io.kontor.contract.call;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Fingerprint;
import io.kontor.model.rejection.RejectionCode;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Who signed the proposal, as the peer has verified it.
 *
 * @param mspId organisation
 * @param fingerprint SHA-256 of the key's DER SubjectPublicKeyInfo
 * @param publicKey the DER SubjectPublicKeyInfo in base64
 * @param units organisational units of the certificate's subject
 */
public record Creator(String mspId, Digest32 fingerprint, String publicKey, List<String> units) {

    /**
     * Reads a serialized identity.
     *
     * @throws ContractRejection KEY when it holds no X.509 certificate
     */
    public static Creator read(byte[] serializedIdentity) {
        try {
            SerializedIdentity identity = SerializedIdentity.parseFrom(serializedIdentity);
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(identity.getIdBytes().newInput());
            byte[] key = certificate.getPublicKey().getEncoded();
            return new Creator(
                    identity.getMspid(),
                    Fingerprint.ofKey(key).digest(),
                    Base64.getEncoder().encodeToString(key),
                    units(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253)));
        } catch (InvalidProtocolBufferException | CertificateException e) {
            throw new ContractRejection(RejectionCode.KEY, "Cannot read creator: " + e.getMessage());
        }
    }

    /** The values of OU in a name of RFC 2253 form; an escaped separator does not separate. */
    private static List<String> units(String subject) {
        List<String> units = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= subject.length(); i++) {
            char c = i < subject.length() ? subject.charAt(i) : ',';
            if (c == ',' || c == '+') {
                if (part.indexOf("OU=") == 0) {
                    units.add(part.substring("OU=".length()));
                }
                part.setLength(0);
            } else {
                part.append(c);
                if (c == '\\' && i + 1 < subject.length()) {
                    i++;
                    part.append(subject.charAt(i));
                }
            }
        }
        return List.copyOf(units);
    }
}
