package io.kontor.evidence.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.evidence.trust.TrustedOrganisation;
import io.kontor.model.rejection.MalformedException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.MSPConfig;

/** An organisation's authorities, as the channel's configuration has them. */
final class Organisations {

    private static final int HEX = 16;

    private Organisations() {}

    static TrustedOrganisation of(String name, ConfigGroup group, CityOf cities) {
        try {
            FabricMSPConfig msp = FabricMSPConfig.parseFrom(
                    MSPConfig.parseFrom(group.getValuesOrThrow("MSP").getValue())
                            .getConfig());
            requireRoles(msp);
            CityOf.Place place = cities.of(msp.getName())
                    .orElseThrow(() -> new MalformedException(
                            "Cannot trust organisation " + msp.getName() + ": nobody says which city it belongs to"));
            return new TrustedOrganisation(
                    msp.getName(),
                    texts(msp.getRootCertsList()),
                    texts(msp.getIntermediateCertsList()),
                    List.copyOf(revoked(msp)),
                    place.city(),
                    place.kind());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read organisation " + name + ": " + e.getMessage(), e);
        }
    }

    /** Roles are the units client, peer, admin and orderer of the subject, or a verifier would ask for others (TRU-6). */
    private static void requireRoles(FabricMSPConfig msp) {
        FabricNodeOUs units = msp.getFabricNodeOus();
        List<String> names = List.of(
                units.getClientOuIdentifier().getOrganizationalUnitIdentifier(),
                units.getPeerOuIdentifier().getOrganizationalUnitIdentifier(),
                units.getAdminOuIdentifier().getOrganizationalUnitIdentifier(),
                units.getOrdererOuIdentifier().getOrganizationalUnitIdentifier());
        List<String> expected = List.of("client", "peer", "admin", "orderer");
        if (!units.getEnable() || !names.equals(expected)) {
            throw new MalformedException("Cannot express roles of " + msp.getName() + ": its units are " + names
                    + (units.getEnable() ? "" : ", switched off") + ", must be " + expected);
        }
    }

    private static List<String> texts(List<ByteString> certificates) {
        return certificates.stream().map(ByteString::toStringUtf8).toList();
    }

    private static Set<String> revoked(FabricMSPConfig msp) {
        Set<String> serials = new TreeSet<>();
        for (ByteString list : msp.getRevocationListList()) {
            try {
                X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509")
                        .generateCRL(new ByteArrayInputStream(list.toByteArray()));
                Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
                if (entries != null) {
                    entries.forEach(entry -> serials.add(entry.getSerialNumber().toString(HEX)));
                }
            } catch (GeneralSecurityException e) {
                throw new MalformedException(
                        "Cannot read revocation list of " + msp.getName() + ": " + e.getMessage(), e);
            }
        }
        return serials;
    }
}
