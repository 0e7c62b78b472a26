package io.kontor.cli.deploy;

import static java.util.Objects.requireNonNull;

import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.pki.Pem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keys and certificates of a demonstration: one folder holds everybody's, which is for demonstrations only. Made once, then read.
 */
public final class KeyStoreFolder {
    /** Key that signs what binds a member. */
    public static final String OFFICER = "officer-1";

    /** Key of a member's connector. */
    public static final String CONNECTOR = "connector-1";

    /** Named users and applications of the buyer; claims02 exists and is not named in any grant. */
    public static final List<String> CREDENTIALS = List.of("claims01", "claims02", "claim-core-2.1", "other-app-1.0");

    private static final String LOCALHOST = "localhost";
    private static final String LOOPBACK = "127.0.0.1";

    private final Path folder;
    private final Map<String, IssuedIdentity> identities = new TreeMap<>();

    private KeyStoreFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the keys, making them first where the folder has none for this ledger.
     *
     * @param folder folder of the keys
     * @param site the ledger, whose authorities certify them
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static KeyStoreFolder open(Path folder, LedgerSite site) {
        KeyStoreFolder keys = new KeyStoreFolder(folder);
        Path complete = folder.resolve("complete");
        String marker = "keys of a demonstration, all synthetic; ledger: " + site.name() + "\n";
        try {
            if (!Files.exists(complete) || !Files.readString(complete).equals(marker)) {
                Files.deleteIfExists(complete);
                keys.make(site);
                Files.writeString(complete, marker);
            }
            keys.read();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use keys in " + folder + ": " + e.getMessage(), e);
        }
        return keys;
    }

    /** Name of a member's identity, e.g. {@code F-H1/officer-1}. */
    public static String member(String participantId, String keyId) {
        return participantId + "/" + keyId;
    }

    /** Name of an organisation's peer identity. */
    public static String peer(String mspId) {
        return "org/" + mspId + "/peer";
    }

    /** Name of an organisation's enrolment root. */
    public static String root(String mspId) {
        return "org/" + mspId + "/root";
    }

    /** Name of a TLS identity of the deployment. */
    public static String tls(String process) {
        return "tls/" + process;
    }

    /** Name of the TLS root of the deployment. */
    public static String tlsRoot() {
        return "tls/root";
    }

    /** Name of a user's or application's key. */
    public static String credential(String name) {
        return "credential/" + name;
    }

    /** The identity of that name. */
    public IssuedIdentity identity(String name) {
        IssuedIdentity identity = identities.get(name);
        if (identity == null) {
            throw new IllegalArgumentException("Cannot find key " + name + " in " + folder);
        }
        return identity;
    }

    /** Certificate file of an identity. */
    public Path certificateFile(String name) {
        return certificateFile(folder, name);
    }

    static Path certificateFile(Path folder, String name) {
        return folder.resolve(name).resolve("cert.pem");
    }

    /** Private key file of an identity. */
    public Path keyFile(String name) {
        return folder.resolve(name).resolve("key.pem");
    }

    /** PKCS#12 file of a connector's identity, entry {@code connector}, sealed with {@link Secrets#KEYSTORE}. */
    public Path keyStoreFile(String participantId) {
        return folder.resolve(member(participantId, CONNECTOR)).resolve("identity.p12");
    }

    private void make(LedgerSite site) throws IOException {
        Map<String, OrganisationAuthority> authorities = new TreeMap<>();
        for (Cast.Organisation organisation : Cast.ORGANISATIONS) {
            OrganisationAuthority authority = site.authorities().apply(organisation.mspId());
            authorities.put(organisation.mspId(), authority);
            write(root(organisation.mspId()), authority.enrolmentRoot());
            write(peer(organisation.mspId()), authority.issue(CertificateRequest.enrolment("peer0", "peer")));
        }
        for (Cast.Actor actor : Cast.ACTORS) {
            OrganisationAuthority authority = requireNonNull(authorities.get(actor.mspId()));
            for (String keyId : keysOf(actor)) {
                String name = actor.participantId() + "-" + keyId;
                String role = actor.role().name().toLowerCase(Locale.ROOT);
                IssuedIdentity identity = authority.issue(CertificateRequest.enrolment(name, "client", role));
                write(member(actor.participantId(), keyId), identity);
                if (keyId.equals(CONNECTOR)) {
                    writeKeyStore(actor.participantId(), identity);
                }
            }
        }
        OrganisationAuthority buyers =
                requireNonNull(authorities.get(Cast.actor("Q-INS").mspId()));
        for (String credential : CREDENTIALS) {
            write(credential(credential), buyers.issue(CertificateRequest.enrolment(credential, "client")));
        }
        OrganisationAuthority transport = OrganisationAuthority.create("kontor-demo-tls", "demo");
        write(tlsRoot(), transport.tlsRoot());
        for (String process : List.of("devpeer", "contract", "gateway")) {
            write(tls(process), transport.issue(CertificateRequest.tls(process, LOCALHOST, LOOPBACK)));
        }
    }

    private static List<String> keysOf(Cast.Actor actor) {
        List<String> keys = new ArrayList<>(List.of(OFFICER));
        if (actor.hasConnector()) {
            keys.add(CONNECTOR);
        }
        return keys;
    }

    private void write(String name, IssuedIdentity identity) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target);
        Files.writeString(target.resolve("cert.pem"), identity.certificatePem());
        Path key = target.resolve("key.pem");
        Files.deleteIfExists(key);
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, identity.privateKeyPem());
    }

    private void writeKeyStore(String participantId, IssuedIdentity identity) throws IOException {
        char[] password = Secrets.KEYSTORE.toCharArray();
        try (OutputStream out = Files.newOutputStream(keyStoreFile(participantId))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("connector", identity.privateKey(), password, new Certificate[] {identity.certificate()});
            store.store(out, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot write key store of " + participantId + ": " + e.getMessage(), e);
        }
    }

    private void read() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.endsWith("cert.pem")).toList()) {
                Path home = requireNonNull(file.getParent());
                String name = folder.relativize(home).toString().replace('\\', '/');
                identities.put(
                        name,
                        new IssuedIdentity(
                                Pem.readCertificate(Files.readString(file)),
                                Pem.readPrivateKey(Files.readString(home.resolve("key.pem")))));
            }
        }
    }
}
