package io.kontor.network.fabric;

import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where the keys and certificates of one organisation are (NET-3): {@code ca/} holds its two authorities, {@code msp/} what others may
 * know, {@code peer}, {@code orderer}, {@code admin} and {@code client} a member's folder each, {@code <node>/tls} its TLS pair. Of another
 * organisation only certificates are there.
 *
 * @param root its folder
 * @param mspId its name on the channel
 */
public record OrganisationFolder(Path root, String mspId) {
    static final List<String> ROLES = List.of("peer", "orderer", "admin", "client");
    static final List<String> TLS_NODES = List.of("peer", "orderer", "admin", "contract");

    Path ca() {
        return root.resolve("ca");
    }

    /** The certificate-only folder of the organisation. */
    Path msp() {
        return root.resolve("msp");
    }

    /** Root certificates of its TLS authorities, the newest first. */
    public Path tlsRoot() {
        return root.resolve("tls-roots.pem");
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

    Path signingKey(String role) {
        return msp(role).resolve("keystore/key.pem");
    }

    /** An identity that stands for the organisation and is no member of any city. */
    public IssuedIdentity client() {
        return new IssuedIdentity(
                certificate(signingCertificate("client")), Pem.readPrivateKey(read(signingKey("client"))));
    }

    /** The authority itself, with both private keys. */
    public OrganisationAuthority authority() {
        return OrganisationAuthority.of(mspId, mspId, identity("ca"), identity("tlsca"));
    }

    private IssuedIdentity identity(String name) {
        return new IssuedIdentity(
                certificate(ca().resolve(name + ".pem")), Pem.readPrivateKey(read(ca().resolve(name + ".key"))));
    }

    /**
     * Finds out before anything is started whether all keys are there.
     *
     * @throws NetworkFailure naming the first that is missing
     */
    void requireComplete() {
        for (String role : ROLES) {
            require(signingKey(role));
            require(signingCertificate(role));
        }
        for (String node : TLS_NODES) {
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

    X509Certificate certificate(Path file) {
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
            throw new NetworkFailure("Cannot read " + file + ": " + NetworkFolder.reason(e), e);
        }
    }
}
