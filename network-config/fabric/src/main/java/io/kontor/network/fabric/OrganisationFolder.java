package io.kontor.network.fabric;

import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The keys and certificates of one organisation (NET-3): {@code ca/} holds its two authorities, {@code msp/} what others may know,
 * {@code peer}, {@code orderer}, {@code admin} and {@code client} a member's folder each, {@code <node>/tls} its TLS pair.
 *
 * @param root its folder
 * @param mspId its name on the channel
 */
public record OrganisationFolder(Path root, String mspId) {
    private static final List<String> ROLES = List.of("peer", "orderer", "admin", "client");
    private static final String[] HOSTS = {"localhost", "127.0.0.1"};
    private static final String NODE_OUS = """
            NodeOUs:
              Enable: true
              ClientOUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: client}
              PeerOUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: peer}
              AdminOUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: admin}
              OrdererOUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: orderer}
            """;

    /** Makes new authorities and everything that they certify. */
    void make() throws IOException {
        OrganisationAuthority authority = OrganisationAuthority.create(mspId, mspId);
        pair(root.resolve("ca"), "ca", authority.enrolmentRoot());
        pair(root.resolve("ca"), "tlsca", authority.tlsRoot());
        msp(root.resolve("msp"), authority);
        for (String role : ROLES) {
            Path folder = root.resolve(role).resolve("msp");
            msp(folder, authority);
            IssuedIdentity identity = authority.issue(CertificateRequest.enrolment(role + "0", role));
            text(folder.resolve("signcerts/cert.pem"), identity.certificatePem());
            secret(folder.resolve("keystore/key.pem"), identity.privateKeyPem());
        }
        for (String node : List.of("peer", "orderer", "admin", "contract")) {
            pair(
                    root.resolve(node).resolve("tls"),
                    "server",
                    authority.issue(CertificateRequest.tls(node + "0", HOSTS)));
        }
    }

    private static void msp(Path folder, OrganisationAuthority authority) throws IOException {
        text(folder.resolve("cacerts/ca.pem"), authority.enrolmentRoot().certificatePem());
        text(folder.resolve("tlscacerts/tlsca.pem"), authority.tlsRoot().certificatePem());
        text(folder.resolve("config.yaml"), NODE_OUS);
    }

    /** The certificate-only folder of the organisation. */
    Path msp() {
        return root.resolve("msp");
    }

    /** Root certificate of its TLS authority. */
    public Path tlsRoot() {
        return root.resolve("msp/tlscacerts/tlsca.pem");
    }

    /** Root certificate of its TLS authority. */
    public X509Certificate tlsRootCertificate() {
        return certificate(tlsRoot());
    }

    /** A node's or user's folder: {@code peer}, {@code orderer}, {@code admin} or {@code client}. */
    Path msp(String role) {
        return root.resolve(role).resolve("msp");
    }

    Path tlsCertificate(String node) {
        return root.resolve(node).resolve("tls/server.pem");
    }

    Path tlsKey(String node) {
        return root.resolve(node).resolve("tls/server.key");
    }

    Path signingCertificate(String role) {
        return msp(role).resolve("signcerts/cert.pem");
    }

    /** An identity that stands for the organisation and is no member of any city. */
    public IssuedIdentity client() {
        return new IssuedIdentity(
                certificate(signingCertificate("client")),
                Pem.readPrivateKey(read(msp("client").resolve("keystore/key.pem"))));
    }

    /** The authority itself, with both private keys. */
    public OrganisationAuthority authority() {
        return OrganisationAuthority.of(mspId, mspId, identity("ca"), identity("tlsca"));
    }

    private IssuedIdentity identity(String name) {
        Path folder = root.resolve("ca");
        return new IssuedIdentity(
                certificate(folder.resolve(name + ".pem")), Pem.readPrivateKey(read(folder.resolve(name + ".key"))));
    }

    /**
     * Finds out before anything is started whether all keys are there.
     *
     * @throws NetworkFailure naming the first that is missing
     */
    void requireComplete() {
        for (String role : ROLES) {
            require(msp(role).resolve("keystore/key.pem"));
            require(signingCertificate(role));
        }
        for (String node : List.of("peer", "orderer", "admin", "contract")) {
            require(tlsKey(node));
            require(tlsCertificate(node));
        }
        require(tlsRoot());
    }

    private void require(Path file) {
        if (!Files.isReadable(file)) {
            throw new NetworkFailure("Cannot start the nodes of " + mspId + ": its file " + file
                    + " is missing; put it back, or make a new network with kontor network up --dir");
        }
    }

    private X509Certificate certificate(Path file) {
        try {
            return Pem.readCertificate(read(file));
        } catch (PkiException e) {
            throw new NetworkFailure("Cannot read certificate of " + mspId + " in " + file + ": " + e.getMessage(), e);
        }
    }

    String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new NetworkFailure("Cannot use organisation " + mspId + ": its file " + file + " is missing", e);
        } catch (IOException e) {
            throw new NetworkFailure("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void pair(Path folder, String name, IssuedIdentity identity) throws IOException {
        text(folder.resolve(name + ".pem"), identity.certificatePem());
        secret(folder.resolve(name + ".key"), identity.privateKeyPem());
    }

    static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private static void secret(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
