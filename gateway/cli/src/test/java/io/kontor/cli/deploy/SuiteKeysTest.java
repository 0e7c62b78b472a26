package io.kontor.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.suite.CryptoSuites;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CRY-11. */
class SuiteKeysTest {

    @TempDir
    Path folder;

    private KeyStoreFolder ledger() {
        return KeyStoreFolder.open(folder, LedgerSite.development(new Layout(folder), new Ports(Ports.DEFAULT_BASE)));
    }

    @Test
    void signs_with_the_keys_of_the_ledgers_identities_in_intl() {
        KeyStoreFolder ledger = ledger();
        SuiteKeys keys = SuiteKeys.open(folder, ledger, CryptoSuites.intl());

        assertThat(keys.identity("Q-INS")).isEqualTo("Q-INS/connector-1");
        assertThat(keys.identity("F-DATA")).isEqualTo("F-DATA/officer-1");
        assertThat(keys.member("Q-INS").verifyingKey().fingerprint().hex())
                .isEqualTo(ledger.identity("Q-INS/connector-1").fingerprint());
        assertThat(keys.ofCredential("claims01").verifyingKey().fingerprint().hex())
                .isEqualTo(ledger.identity("credential/claims01").fingerprint());
        assertThat(keys.pinned("Q-INS")).isEmpty();
        assertThat(keys.file("Q-INS")).isEmpty();
    }

    @Test
    void makes_keys_of_their_own_in_sm_once_and_reads_them_again() throws Exception {
        KeyStoreFolder ledger = ledger();
        SuiteKeys made = SuiteKeys.open(folder, ledger, CryptoSuites.sm());
        SuiteKeys read = SuiteKeys.open(folder, ledger(), CryptoSuites.sm());

        assertThat(read.identity("F-DATA")).isEqualTo("F-DATA/sm-1");
        assertThat(read.member("F-DATA").verifyingKey())
                .isEqualTo(made.member("F-DATA").verifyingKey());
        assertThat(read.ofCredential("claims01").verifyingKey())
                .isEqualTo(made.ofCredential("claims01").verifyingKey());
        assertThat(read.pinned("Q-INS").orElseThrow().keyId()).isEqualTo("sm-1");
        assertThat(read.pinned("F-OPS")).isEmpty();
        byte[] der = Files.readAllBytes(read.file("Q-INS").orElseThrow());
        assertThat(der).isEqualTo(read.member("Q-INS").pkcs8());
        assertThat(Pem.readPkcs8(Files.readString(folder.resolve("Q-INS/sm-1/key.pem"))))
                .isEqualTo(der);
    }
}
