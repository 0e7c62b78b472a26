package io.kontor.network.fabric;

import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an organisation hands to the others before a channel is made: addresses and certificates, never a key (NET-11).
 *
 * @param organisation the organisation
 * @param host host of its nodes
 * @param peerPort port of its peer
 * @param ordererPort port of its orderer
 * @param certificates its certificates
 */
record Bundle(Organisation organisation, String host, int peerPort, int ordererPort, Certificates certificates) {
    static final String SUFFIX = ".bundle.json";

    private static final String TYPE = "kontor-network-bundle";
    private static final long BYTES_MAX = 1 << 18;

    /**
     * Certificates as PEM.
     *
     * @param roots its enrolment authorities
     * @param tlsRoots its TLS authorities
     * @param orderer enrolment certificate of its orderer
     * @param ordererTls TLS certificate of its orderer
     */
    record Certificates(String roots, String tlsRoots, String orderer, String ordererTls) {
        Certificates {
            roots = certificatesOnly("roots", roots);
            tlsRoots = certificatesOnly("tlsRoots", tlsRoots);
            orderer = certificatesOnly("orderer", orderer);
            ordererTls = certificatesOnly("ordererTls", ordererTls);
            requireIssued("orderer", orderer, roots);
            requireIssued("ordererTls", ordererTls, tlsRoots);
        }
    }

    Bundle {
        requirePort("peerPort", peerPort);
        requirePort("ordererPort", ordererPort);
        new Host(host, "0.0.0.0");
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > 65_535) {
            throw new NetworkFailure("Cannot use bundle: " + name + " is " + port + ", must be 1 to 65535");
        }
    }

    /** Nothing but certificates passes: each is read and written again. */
    private static String certificatesOnly(String name, String pem) {
        if (pem.contains("PRIVATE KEY")) {
            throw new NetworkFailure("Cannot use bundle: " + name + " holds a private key; its owner must make new keys"
                    + " and a new bundle");
        }
        try {
            return Pem.readCertificates(pem).stream().map(Pem::write).collect(Collectors.joining());
        } catch (PkiException e) {
            throw new NetworkFailure("Cannot use bundle: " + name + ": " + e.getMessage(), e);
        }
    }

    private static void requireIssued(String name, String pem, String roots) {
        X509Certificate certificate = Pem.readCertificate(pem);
        if (Pem.readCertificates(roots).stream().anyMatch(root -> issued(root, certificate))) {
            return;
        }
        throw new NetworkFailure("Cannot use bundle: certificate " + name + " of "
                + certificate.getSubjectX500Principal() + " is issued by none of its authorities");
    }

    private static boolean issued(X509Certificate root, X509Certificate certificate) {
        try {
            certificate.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // that is the answer
        }
    }

    byte[] write() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("type", TYPE)
                .put("version", NetworkFolder.VERSION)
                .put("mspId", organisation.mspId())
                .put("city", organisation.city())
                .put("kind", organisation.kind())
                .put("host", host)
                .put("peerPort", peerPort)
                .put("ordererPort", ordererPort)
                .put("roots", certificates.roots())
                .put("tlsRoots", certificates.tlsRoots())
                .put("orderer", certificates.orderer())
                .put("ordererTls", certificates.ordererTls())
                .build());
    }

    /**
     * Reads a bundle of somebody.
     *
     * @throws NetworkFailure naming the file and what is wrong with it
     */
    static Bundle read(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new NetworkFailure("it is longer than " + BYTES_MAX + " bytes");
            }
            return of(CanonicalJson.parse(Files.readAllBytes(file)).named("bundle"));
        } catch (IOException e) {
            throw new NetworkFailure("Cannot read bundle " + file + ": " + NetworkFolder.reason(e), e);
        } catch (NetworkFailure | IllegalArgumentException e) {
            throw new NetworkFailure("Cannot read bundle " + file + ": " + e.getMessage(), e);
        }
    }

    private static Bundle of(JsonObject json) {
        json.requireOnly(
                "type",
                "version",
                "mspId",
                "city",
                "kind",
                "host",
                "peerPort",
                "ordererPort",
                "roots",
                "tlsRoots",
                "orderer",
                "ordererTls");
        if (!json.string("type").equals(TYPE) || !json.string("version").equals(NetworkFolder.VERSION)) {
            throw new NetworkFailure("it is " + json.string("type") + " of version " + json.string("version")
                    + ", must be " + TYPE + " of version " + NetworkFolder.VERSION);
        }
        return new Bundle(
                new Organisation(json.string("mspId"), json.string("city"), json.string("kind")),
                json.string("host"),
                json.intValue("peerPort"),
                json.intValue("ordererPort"),
                new Certificates(
                        json.string("roots"),
                        json.string("tlsRoots"),
                        json.string("orderer"),
                        json.string("ordererTls")));
    }

    /** Writes its certificates where configtxgen looks for them. */
    void unpack(OrganisationFolder keys) throws IOException {
        new OrganisationKeys(keys).publish(certificates);
    }

    /** The place of another organisation: its addresses and certificates. */
    Place place(int number, OrganisationFolder keys) {
        return new Place(
                number,
                organisation,
                keys,
                new Host(host, "0.0.0.0"),
                new NetworkPorts.OfOrganisation(peerPort, 0, 0, ordererPort, 0, 0, 0));
    }

    static List<Bundle> readAll(List<Path> files) {
        return files.stream().map(Bundle::read).toList();
    }
}
