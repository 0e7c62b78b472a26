package io.kontor.app.wallet;

import io.kontor.app.settings.GatewaySettings;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.model.id.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.springframework.stereotype.Component;

/**
 * Reads identities from {@code <wallet>/<participantId>/<keyId>/}: {@code cert.pem}, {@code key.pem} (PKCS#8 without a
 * password) and, where the organisation's MSP id is not the certificate's O, {@code msp} with the id on one line. A key that signs
 * requests only needs {@code key.pem}.
 */
@Component
public class Wallet {

    private final Path folder;

    Wallet(GatewaySettings settings) {
        this.folder = settings.wallet();
    }

    /**
     * The identity of that name.
     *
     * @param name {@code <participantId>/<keyId>}
     * @throws WalletException when it is not there or cannot be read
     */
    public WalletIdentity identity(String name) {
        Path place = place(name);
        try {
            X509Certificate certificate = Pem.readCertificate(Files.readString(place.resolve("cert.pem")));
            return new WalletIdentity(
                    name,
                    mspId(place, certificate),
                    certificate,
                    Pem.readPrivateKey(Files.readString(place.resolve("key.pem"))));
        } catch (IOException e) {
            throw new WalletException(
                    "Cannot read identity " + name + ": " + e.getClass().getSimpleName() + " of " + e.getMessage(), e);
        } catch (UncheckedIOException | PkiException e) {
            throw new WalletException("Cannot read identity " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * The key of that name for signing requests in a suite; it needs no certificate (CRY-11).
     *
     * @param name {@code <participantId>/<keyId>}
     * @throws WalletException when it is not there or no key of the suite
     */
    public MemberSigner signer(String name, CryptoSuite suite) {
        Path file = place(name).resolve("key.pem");
        try {
            byte[] key = Pem.readPkcs8(Files.readString(file));
            return new MemberSigner(name.substring(0, name.indexOf('/')), suite.signingKey(key));
        } catch (IOException e) {
            throw new WalletException("Cannot read key " + name + ": there is no readable file " + file, e);
        } catch (UncheckedIOException | PkiException | CryptoException e) {
            throw new WalletException(
                    "Cannot use key " + name + " in suite " + suite.name() + ": " + e.getMessage(), e);
        }
    }

    private static String mspId(Path place, X509Certificate certificate) throws IOException {
        Path file = place.resolve("msp");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> "O".equalsIgnoreCase(part.getType()))
                            .map(part -> part.getValue().toString())
                            .findFirst()
                            .orElseThrow(() -> new IOException("msp: there is none, and the certificate names no O"));
        } catch (InvalidNameException e) {
            throw new IOException("cert.pem: its subject is not a name", e);
        }
    }

    private Path place(String name) {
        String[] parts = name.split("/", -1);
        if (parts.length != 2) {
            throw new WalletException("Cannot read identity " + name + ": must be <participantId>/<keyId>", null);
        }
        Ids.require("participant id", parts[0]);
        Ids.require("key id", parts[1]);
        return folder.resolve(parts[0]).resolve(parts[1]);
    }
}
