package io.kontor.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreFolderTest {

    @Test
    void makes_every_actors_keys_once_and_reads_them_again(@TempDir Path folder) {
        KeyStoreFolder made =
                KeyStoreFolder.open(folder, LedgerSite.development(new Layout(folder), new Ports(Ports.DEFAULT_BASE)));
        KeyStoreFolder read =
                KeyStoreFolder.open(folder, LedgerSite.development(new Layout(folder), new Ports(Ports.DEFAULT_BASE)));

        for (Cast.Actor actor : Cast.ACTORS) {
            String name = KeyStoreFolder.member(actor.participantId(), KeyStoreFolder.OFFICER);
            assertThat(read.identity(name).fingerprint())
                    .isEqualTo(made.identity(name).fingerprint());
        }
    }

    @Test
    void keeps_private_keys_to_their_owner(@TempDir Path folder) throws Exception {
        KeyStoreFolder keys =
                KeyStoreFolder.open(folder, LedgerSite.development(new Layout(folder), new Ports(Ports.DEFAULT_BASE)));
        Path file = keys.keyFile(KeyStoreFolder.member("F-H1", KeyStoreFolder.CONNECTOR));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
