package io.kontor.cli.deploy;

import static java.util.Objects.requireNonNull;

import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys that sign in the federation's suite (CRY-11). In {@code intl} they are those of the ledger's identities; every other suite has
 * keys of its own beside them, because the ledger certifies P-256 alone. Made once, then read; synthetic, as all of a demonstration.
 */
public final class SuiteKeys {
    /** Members of which a process signs requests or openings: the regulators' mirrors and the buyer's connector. */
    private static final List<String> HOLDERS = List.of("F-DATA", "Q-DATA", "Q-INS");

    private final Path folder;
    private final CryptoSuite suite;
    private final Map<String, SigningKey> keys = new TreeMap<>();

    private SuiteKeys(Path folder, CryptoSuite suite) {
        this.folder = folder;
        this.suite = suite;
    }

    /**
     * Reads the keys, making them first where the folder has none of this suite.
     *
     * @param folder folder of the deployment's keys
     * @param ledger identities of the ledger
     * @param suite the federation's suite
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static SuiteKeys open(Path folder, KeyStoreFolder ledger, CryptoSuite suite) {
        SuiteKeys opened = new SuiteKeys(folder, suite);
        try {
            for (String participantId : HOLDERS) {
                opened.put(opened.identity(participantId), ledger);
            }
            for (String name : KeyStoreFolder.CREDENTIALS) {
                opened.put(opened.credential(name), ledger);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use keys in " + folder + ": " + e.getMessage(), e);
        }
        return opened;
    }

    /** The federation's suite. */
    public CryptoSuite suite() {
        return suite;
    }

    /** Name of the identity under which a member's process signs, as a gateway's wallet knows it. */
    public String identity(String participantId) {
        if (!isOwn()) {
            boolean connector = Cast.actor(participantId).hasConnector();
            return KeyStoreFolder.member(participantId, connector ? KeyStoreFolder.CONNECTOR : KeyStoreFolder.OFFICER);
        }
        return KeyStoreFolder.member(participantId, keyId());
    }

    /** The key of a member's process. */
    public SigningKey member(String participantId) {
        return key(identity(participantId));
    }

    /** The key of a user or application. */
    public SigningKey ofCredential(String name) {
        return key(credential(name));
    }

    /** The key that a member pins beside those of its ledger identities, with its id. */
    public Optional<Pinned> pinned(String participantId) {
        return isOwn() && HOLDERS.contains(participantId)
                ? Optional.of(new Pinned(keyId(), member(participantId)))
                : Optional.empty();
    }

    /** PKCS#8 (DER) of a member's key, where it is not that of its ledger identity. */
    public Optional<Path> file(String participantId) {
        return isOwn() ? Optional.of(der(identity(participantId))) : Optional.empty();
    }

    /**
     * A key that is pinned.
     *
     * @param keyId its id within the member
     * @param key the key
     */
    public record Pinned(String keyId, SigningKey key) {}

    /** Whether the suite has keys of its own beside the ledger's. */
    private boolean isOwn() {
        return !suite.name().equals(CryptoSuites.INTL);
    }

    private String keyId() {
        return suite.name() + "-1";
    }

    private String credential(String name) {
        String ledgers = KeyStoreFolder.credential(name);
        return isOwn() ? ledgers + "-" + suite.name() : ledgers;
    }

    private SigningKey key(String name) {
        return requireNonNull(keys.get(name), () -> "Cannot find key " + name + " in " + folder);
    }

    private void put(String name, KeyStoreFolder ledger) throws IOException {
        if (!isOwn()) {
            keys.put(name, suite.signingKey(ledger.identity(name).privateKey().getEncoded()));
            return;
        }
        if (!Files.exists(der(name))) {
            make(name);
        }
        keys.put(name, suite.signingKey(Files.readAllBytes(der(name))));
    }

    private void make(String name) throws IOException {
        byte[] key = suite.newSigningKey().pkcs8();
        Files.createDirectories(folder.resolve(name));
        write(folder.resolve(name).resolve("key.pem"), Pem.writePrivateKey(key).getBytes(StandardCharsets.US_ASCII));
        write(der(name), key);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, bytes);
    }

    private Path der(String name) {
        return folder.resolve(name).resolve("key.der");
    }
}
