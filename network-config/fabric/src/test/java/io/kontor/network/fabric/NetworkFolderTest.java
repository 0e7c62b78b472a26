package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NET-2, NET-3, NET-5, NET-8 and NET-17: what a folder holds, and what is refused before anything is started. */
class NetworkFolderTest {

    private static final Organisation F_OPS = Organisation.TWO_CITIES.get(1);

    @TempDir
    private Path root;

    @Test
    void a_folder_is_a_network_once_it_says_so() throws IOException {
        NetworkFolder folder = new NetworkFolder(root);
        assertThat(folder.made()).isEmpty();
        NetworkFolder.Made made = new NetworkFolder.Made(18_000, Ordering.RAFT);
        folder.markMade(made);
        assertThat(folder.made()).contains(made);
    }

    @Test
    void a_folder_of_another_version_is_refused() throws IOException {
        Files.writeString(root.resolve("network.properties"), "version=99\n");
        assertThatThrownBy(() -> new NetworkFolder(root).made())
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("is of version 99, this is version 1");
    }

    @Test
    void a_damaged_folder_is_refused() throws IOException {
        Files.writeString(root.resolve("network.properties"), "version=1\nport-base=x\n");
        assertThatThrownBy(() -> new NetworkFolder(root).made())
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void files_of_somebody_else_are_left_alone() throws IOException {
        Files.writeString(root.resolve("thesis.txt"), "mine");
        Files.createDirectories(root.resolve("data/old"));
        assertThatThrownBy(() -> new NetworkFolder(root).makeAnew())
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("thesis.txt");
        assertThat(root.resolve("data/old")).exists();
    }

    @Test
    void what_a_failed_start_left_is_made_anew() throws IOException {
        Files.createDirectories(root.resolve("data/old"));
        new NetworkFolder(root).makeAnew();
        assertThat(root.resolve("data/old")).doesNotExist();
        assertThat(root.resolve("organisations")).isEmptyDirectory();
    }

    @Test
    void an_organisation_has_its_keys_and_a_missing_one_is_named() throws Exception {
        OrganisationFolder keys = new NetworkFolder(root).organisation(F_OPS);
        new OrganisationKeys(keys).make(Host.LOCAL);
        keys.requireComplete();
        X509Certificate client = keys.client().certificate();
        client.verify(keys.authority().enrolmentRoot().certificate().getPublicKey());
        assertThat(client.getSubjectX500Principal().getName()).contains("OU=client");
        Path key = keys.msp("peer").resolve("keystore/key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(keys.msp().resolve("keystore")).doesNotExist();
        Files.delete(key);
        assertThatThrownBy(keys::requireComplete)
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining(key.toString());
    }

    @Test
    void a_taken_port_is_named_and_the_next_base_is_found() throws IOException {
        NetworkPorts free = NetworkPorts.firstFree(26_000, 2);
        int contractOfTheSecond = free.of(1).contract();
        try (ServerSocket taken = new ServerSocket(contractOfTheSecond, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> free.requireFree(2))
                    .isInstanceOf(NetworkFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
            assertThat(NetworkPorts.firstFree(free.base(), 2).base()).isGreaterThan(free.base());
        }
    }

    @Test
    void a_full_disk_is_named_before_a_start() {
        NetworkFolder folder = new NetworkFolder(root.resolve("not/made/yet"));
        folder.requireSpace(1);
        assertThatThrownBy(() -> folder.requireSpace(Long.MAX_VALUE))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("MB are free on its disk")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_disk_that_ran_full_is_named_as_the_cause_of_what_failed() {
        NetworkFolder folder = new NetworkFolder(root);
        NetworkFailure seen = new NetworkFailure("Cannot run osnadmin channel join: no output");
        assertThat(folder.explained(seen, 0)).isSameAs(seen);
        assertThat(folder.explained(seen, Long.MAX_VALUE))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("its disk is full")
                .hasMessageContaining(seen.getMessage())
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_base_outside_its_range_is_refused() {
        assertThatThrownBy(() -> new NetworkPorts(1_023)).isInstanceOf(NetworkFailure.class);
        assertThatThrownBy(() -> new NetworkPorts(32_001)).isInstanceOf(NetworkFailure.class);
    }
}
