package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.committed;
import static io.kontor.devpeer.Clients.endorsed;
import static io.kontor.devpeer.Clients.evaluated;
import static io.kontor.devpeer.Clients.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.devpeer.config.StartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives (DEV-5, DEV-6) and what stops a start (DEV-3). */
class RestartTest {
    private static final String BLOCK_FILE = "blocks-000000000000.kbf";

    @TempDir
    Path folder;

    private TestNetwork peers;

    @BeforeEach
    void start() throws Exception {
        peers = TestNetwork.withOneContract(folder);
    }

    @AfterEach
    void stop() {
        peers.close();
    }

    @Test
    void state_policies_history_and_height_are_the_same_after_a_restart() throws Exception {
        put(contract(), "kept", "one");
        put(contract(), "kept", "two");
        committed(endorsed(contract(), "protect", "kept", TestNetwork.WITNESS));
        put(contract(), "lost", "x");
        committed(endorsed(contract(), "delete", "lost"));
        final Transaction known = endorsed(contract(), "put", "again", "x");
        committed(known);
        final long height = peers.peer().height();

        peers.restartPeer();

        assertThat(peers.peer().height()).isEqualTo(height);
        assertThat(evaluated(contract(), "get", "kept")).isEqualTo("two");
        assertThat(evaluated(contract(), "get", "lost")).isEmpty();
        assertThat(evaluated(contract(), "policyOf", "kept")).isEqualTo(TestNetwork.WITNESS);
        assertThat(evaluated(contract(), "history", "kept")).isEqualTo("two,one");
        put(contract(), "kept", "three");
        assertThat(peers.peer().height()).isEqualTo(height + 1);
    }

    @Test
    void version_read_before_a_restart_is_still_good_after_it() throws Exception {
        put(contract(), "k", "0");
        final io.kontor.crypto.pki.IssuedIdentity user = peers.user(TestNetwork.CITY);
        final Transaction before = endorsed(contract(user), "append", "k", "1");
        peers.restartPeer();

        final Transaction after = peers.gateway(TestNetwork.CITY, user).newTransaction(before.getBytes());

        assertThat(committed(after)).isEqualTo(TxValidationCode.VALID);
        assertThat(evaluated(contract(), "get", "k")).isEqualTo("01");
    }

    @Test
    void folder_copied_from_a_running_peer_opens_with_every_reported_block() throws Exception {
        for (int i = 0; i < 5; i++) {
            put(contract(), "k" + i, "v" + i);
        }
        final long reported = peers.peer().height();
        final Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.copy(ledgerFile(), copy.resolve(BLOCK_FILE), StandardCopyOption.REPLACE_EXISTING);
        peers.peer().close();
        peers.settings.put("data.dir", "copy");
        peers.startPeer();

        assertThat(peers.peer().height()).isGreaterThanOrEqualTo(reported);
        assertThat(evaluated(contract(), "get", "k4")).isEqualTo("v4");
    }

    @Test
    void torn_last_block_is_cut_off_and_the_next_one_takes_its_place() throws Exception {
        put(contract(), "first", "x");
        put(contract(), "second", "x");
        final long height = peers.peer().height();
        peers.peer().close();
        truncate(Files.size(ledgerFile()) - 1);

        peers.startPeer();

        assertThat(peers.peer().height()).isEqualTo(height - 1);
        assertThat(evaluated(contract(), "get", "first")).isEqualTo("x");
        assertThat(evaluated(contract(), "get", "second")).isEmpty();
        put(contract(), "second", "y");
        peers.restartPeer();
        assertThat(evaluated(contract(), "get", "second")).isEqualTo("y");
    }

    @Test
    void changed_byte_before_the_last_block_stops_the_start() throws Exception {
        put(contract(), "first", "x");
        put(contract(), "second", "x");
        peers.peer().close();
        try (FileChannel file = FileChannel.open(ledgerFile(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), 200);
        }

        assertThatThrownBy(() -> peers.startPeer())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is damaged at byte 0")
                .hasMessageContaining("a sound record follows");
    }

    @Test
    void folder_that_another_peer_holds_is_refused() {
        assertThatThrownBy(() -> peers.startPeer())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("another process holds it");
    }

    @Test
    void folder_that_cannot_be_made_is_refused() throws Exception {
        Files.writeString(folder.resolve("file"), "not a folder");
        peers.peer().close();
        peers.settings.put("data.dir", "file");

        assertThatThrownBy(() -> peers.startPeer())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("Cannot open ledger folder")
                .hasMessageContaining("cannot be written");
    }

    @Test
    void port_that_is_taken_is_named_and_the_folder_is_free_again() throws Exception {
        final String port = peers.peer().address().split(":", 2)[1];
        peers.settings.put("listen.port", port);
        peers.settings.put("data.dir", "second");

        assertThatThrownBy(() -> peers.startPeer())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("Cannot listen on 127.0.0.1:" + port)
                .hasMessageContaining("listen.port");
        peers.settings.put("listen.port", "0");
        try (DevPeer second = peers.startAnother()) {
            assertThat(second.height()).isEqualTo(1);
        }
    }

    @Test
    void folder_of_another_channel_or_of_other_organisations_is_refused() throws Exception {
        peers.peer().close();
        peers.settings.put("channel", "other-channel");
        assertThatThrownBy(() -> peers.startPeer())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("it holds channel test-channel, configured is other-channel");

        peers.settings.put("channel", TestNetwork.CHANNEL);
        peers.settings.put("organisations", TestNetwork.CITY + "," + TestNetwork.REGULATOR);
        peers.settings.keySet().removeIf(key -> key.startsWith("organisation." + TestNetwork.WITNESS));
        assertThatThrownBy(() -> peers.startPeer())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("configured are");
    }

    @Test
    void folder_made_with_another_root_of_an_organisation_is_refused() throws Exception {
        peers.peer().close();
        final OrganisationAuthority other = OrganisationAuthority.create("Other", TestNetwork.WITNESS);
        peers.set(
                "organisation." + TestNetwork.WITNESS + ".root",
                "other-root.pem",
                other.enrolmentRoot().certificatePem());

        assertThatThrownBy(() -> peers.startPeer())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("root certificates of " + TestNetwork.WITNESS + " differ");
    }

    private Path ledgerFile() {
        return folder.resolve("ledger").resolve(BLOCK_FILE);
    }

    private void truncate(final long length) throws IOException {
        try (FileChannel file = FileChannel.open(ledgerFile(), StandardOpenOption.WRITE)) {
            file.truncate(length);
        }
    }

    private Contract contract() throws Exception {
        return contract(peers.user(TestNetwork.CITY));
    }

    private Contract contract(final io.kontor.crypto.pki.IssuedIdentity user) throws Exception {
        return peers.gateway(TestNetwork.CITY, user)
                .getNetwork(TestNetwork.CHANNEL)
                .getContract(TestNetwork.CHAINCODE);
    }
}
