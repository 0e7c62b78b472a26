package io.kontor.network.fabric;

import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes, renews and revokes the keys and certificates of one organisation (NET-3, NET-15). */
final class OrganisationKeys {
    private static final String NODE_OUS = """
            NodeOUs:
              Enable: true
              ClientOUIdentifier: {OrganizationalUnitIdentifier: client}
              PeerOUIdentifier: {OrganizationalUnitIdentifier: peer}
              AdminOUIdentifier: {OrganizationalUnitIdentifier: admin}
              OrdererOUIdentifier: {OrganizationalUnitIdentifier: orderer}
            """;
    private static final List<String> PUBLIC = List.of("cacerts", "tlscacerts", "crls");
    private static final String ORDERER = "orderer";
    private static final int LIST_DAYS = 3_650;

    private final OrganisationFolder folder;

    OrganisationKeys(OrganisationFolder folder) {
        this.folder = folder;
    }

    /** Makes new authorities and everything that they certify. */
    void make(Host host) throws IOException {
        OrganisationAuthority authority = OrganisationAuthority.create(folder.mspId(), folder.mspId());
        authority(authority);
        everything(authority, host);
    }

    /** New keys and certificates of the present authorities for all but the orderer, whose certificates stand in the channel. */
    void renew(Host host) throws IOException {
        OrganisationAuthority authority = folder.authority();
        for (String role : OrganisationFolder.ROLES) {
            if (!role.equals(ORDERER)) {
                enrol(authority, role, folder);
            }
        }
        for (String node : OrganisationFolder.TLS_NODES) {
            if (!node.equals(ORDERER)) {
                certify(authority, node, host, folder);
            }
        }
        share();
    }

    /** The orderer's next keys and certificates, beside those that it has; made once, as the channel may trust them before this place knows. */
    OrganisationFolder stageOrderer(Host host) throws IOException {
        OrganisationFolder next = next();
        if (!Files.exists(next.tlsCertificate(ORDERER))) {
            NetworkFolder.delete(next.root());
            OrganisationFolder draft = new OrganisationFolder(folder.root().resolve("next-draft"), folder.mspId());
            NetworkFolder.delete(draft.root());
            draftOrderer(draft, host);
            Files.move(draft.root(), next.root());
        }
        return next;
    }

    private void draftOrderer(OrganisationFolder draft, Host host) throws IOException {
        enrol(folder.authority(), ORDERER, draft);
        certify(folder.authority(), ORDERER, host, draft);
        for (String shared : PUBLIC) {
            copy(folder.msp().resolve(shared), draft.msp().resolve(shared));
        }
        KeyFiles.text(draft.msp().resolve("config.yaml"), NODE_OUS);
    }

    /** Where the orderer's next keys and certificates are, if any. */
    OrganisationFolder next() {
        return new OrganisationFolder(folder.root().resolve("next"), folder.mspId());
    }

    /** The orderer takes its next keys and certificates; the one by which they are known goes last, so that a run cut short is run again. */
    void takeNextOrderer() throws IOException {
        OrganisationFolder next = next();
        for (String file :
                List.of("msp/signcerts/cert.pem", "msp/keystore/key.pem", "tls/server.key", "tls/server.pem")) {
            Path from = next.root().resolve(ORDERER).resolve(file);
            if (Files.exists(from)) {
                Files.move(from, folder.root().resolve(ORDERER).resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        NetworkFolder.delete(next.root());
        share();
    }

    /** Adds enrolment certificates to the list of those that hold no longer. */
    void revoke(List<X509Certificate> certificates) throws IOException {
        Path known = folder.ca().resolve("revoked.pem");
        List<X509Certificate> all = new ArrayList<>();
        if (Files.exists(known)) {
            all.addAll(Pem.readCertificates(folder.read(known)));
        }
        certificates.stream().filter(certificate -> !all.contains(certificate)).forEach(all::add);
        String list = Pem.write(folder.authority().revocationList(all, Validity.ofDays(LIST_DAYS)));
        KeyFiles.text(known, String.join("", all.stream().map(Pem::write).toList()));
        KeyFiles.text(folder.msp().resolve("crls/crl.pem"), list);
        share();
    }

    /** Writes certificates of another organisation; no key of it is ever here. */
    void publish(Bundle.Certificates certificates) throws IOException {
        roots(folder.msp().resolve("cacerts"), "ca", certificates.roots());
        roots(folder.msp().resolve("tlscacerts"), "tlsca", certificates.tlsRoots());
        KeyFiles.text(folder.msp().resolve("config.yaml"), NODE_OUS);
        KeyFiles.text(folder.tlsRoot(), certificates.tlsRoots());
        KeyFiles.text(folder.signingCertificate("orderer"), certificates.orderer());
        KeyFiles.text(folder.tlsCertificate("orderer"), certificates.ordererTls());
    }

    private static void roots(Path target, String name, String pems) throws IOException {
        int number = 0;
        for (X509Certificate root : Pem.readCertificates(pems)) {
            KeyFiles.text(target.resolve(name + (number == 0 ? "" : "-" + number) + ".pem"), Pem.write(root));
            number++;
        }
    }

    /** What the others may know. */
    Bundle.Certificates published() throws IOException {
        return new Bundle.Certificates(
                all(folder.msp().resolve("cacerts")),
                all(folder.msp().resolve("tlscacerts")),
                folder.read(folder.signingCertificate("orderer")),
                folder.read(folder.tlsCertificate("orderer")));
    }

    private void authority(OrganisationAuthority authority) throws IOException {
        KeyFiles.pair(folder.ca(), "ca", authority.enrolmentRoot());
        KeyFiles.pair(folder.ca(), "tlsca", authority.tlsRoot());
        KeyFiles.text(
                folder.msp().resolve("cacerts/ca.pem"),
                authority.enrolmentRoot().certificatePem());
        KeyFiles.text(
                folder.msp().resolve("tlscacerts/tlsca.pem"),
                authority.tlsRoot().certificatePem());
    }

    private void everything(OrganisationAuthority authority, Host host) throws IOException {
        for (String role : OrganisationFolder.ROLES) {
            enrol(authority, role, folder);
        }
        for (String node : OrganisationFolder.TLS_NODES) {
            certify(authority, node, host, folder);
        }
        share();
    }

    private static void enrol(OrganisationAuthority authority, String role, OrganisationFolder to) throws IOException {
        IssuedIdentity identity = authority.issue(CertificateRequest.enrolment(role + "0", role));
        KeyFiles.text(to.signingCertificate(role), identity.certificatePem());
        KeyFiles.secret(to.signingKey(role), identity.privateKeyPem());
    }

    private static void certify(OrganisationAuthority authority, String node, Host host, OrganisationFolder to)
            throws IOException {
        String[] names = host.names().toArray(String[]::new);
        IssuedIdentity identity = authority.issue(CertificateRequest.tls(node + "0", names));
        KeyFiles.text(to.tlsCertificate(node), identity.certificatePem());
        KeyFiles.secret(to.tlsKey(node), identity.privateKeyPem());
    }

    /** Gives every node and user the organisation's present roots and lists. */
    void share() throws IOException {
        KeyFiles.text(folder.msp().resolve("config.yaml"), NODE_OUS);
        KeyFiles.text(folder.tlsRoot(), all(folder.msp().resolve("tlscacerts")));
        for (String role : OrganisationFolder.ROLES) {
            KeyFiles.text(folder.msp(role).resolve("config.yaml"), NODE_OUS);
            for (String shared : PUBLIC) {
                copy(folder.msp().resolve(shared), folder.msp(role).resolve(shared));
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        NetworkFolder.delete(to);
        if (Files.isDirectory(from)) {
            for (Path file : files(from)) {
                KeyFiles.text(to.resolve(file.getFileName()), Files.readString(file));
            }
        }
    }

    private static String all(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files(directory)) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    /** The shortest name comes first: {@code ca.pem} before {@code ca-1.pem}. */
    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted((a, b) -> {
                        int byLength = Integer.compare(
                                a.toString().length(), b.toString().length());
                        return byLength != 0 ? byLength : a.compareTo(b);
                    })
                    .toList();
        }
    }
}
