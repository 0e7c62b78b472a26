package io.kontor.app.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.app.testing.SharedGateway;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ACC-3. */
class WalletTest {

    private final Wallet wallet = SharedGateway.gateway().bean(Wallet.class);

    @Test
    void takes_the_organisation_from_the_certificate_or_from_the_file_beside_it() throws IOException {
        assertThat(wallet.identity("F-H2/officer-1").mspId()).isEqualTo("FOpsMSP");
        assertThat(wallet.identity("F-H2/officer-1").participantId()).isEqualTo("F-H2");
        Path file = SharedGateway.deal().folder().resolve("wallet/F-H2/officer-1/msp");
        Files.writeString(file, "AnotherMSP\n");
        try {
            assertThat(wallet.identity("F-H2/officer-1").mspId()).isEqualTo("AnotherMSP");
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F-H1/officer-9", "F-H1", "../F-H1/officer-1", "F-H1/../officer-1", "/"})
    void refuses_a_name_that_is_not_an_identity_of_the_folder(String name) {
        assertThatThrownBy(() -> wallet.identity(name)).hasMessageStartingWith("Cannot ");
    }

    /** CRY-11: a key that signs requests needs no certificate, and is of the suite or none. */
    @Test
    void reads_a_signer_of_the_suite_and_refuses_a_key_of_the_other() throws IOException {
        SigningKey key = CryptoSuites.sm().newSigningKey();
        Path place = Files.createDirectories(SharedGateway.deal().folder().resolve("wallet/F-DATA/sm-7"));
        Files.writeString(place.resolve("key.pem"), Pem.writePrivateKey(key.pkcs8()));

        MemberSigner signer = wallet.signer("F-DATA/sm-7", CryptoSuites.sm());
        assertThat(signer.participantId()).isEqualTo("F-DATA");
        assertThat(signer.key().verifyingKey()).isEqualTo(key.verifyingKey());
        assertThatThrownBy(() -> wallet.signer("F-DATA/sm-7", CryptoSuites.intl()))
                .isInstanceOf(WalletException.class)
                .hasMessageStartingWith("Cannot use key F-DATA/sm-7 in suite intl: ")
                .hasMessageContaining("not on curve P-256");
        assertThatThrownBy(() -> wallet.signer("F-DATA/sm-8", CryptoSuites.sm()))
                .isInstanceOf(WalletException.class)
                .hasMessageContaining("there is no readable file");
    }

    @Test
    void never_prints_a_key() {
        assertThat(wallet.identity("F-H1/officer-1").toString()).isEqualTo("WalletIdentity[F-H1/officer-1 of FOpsMSP]");
    }
}
