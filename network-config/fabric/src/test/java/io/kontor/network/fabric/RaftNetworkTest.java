package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** NET-4 with Raft, NET-7, NET-8 and NET-17 on a real network: the leading orderer may crash, and a network that was ended starts again. */
@Tag("fabric")
@ExtendWith(WhereFabricIsFound.class)
class RaftNetworkTest {

    @TempDir
    private Path root;

    private FabricNetwork network;
    private FabricNetwork.Start start;

    @BeforeEach
    void prepare() {
        network = new FabricNetwork(new NetworkFolder(root.resolve("network")), Organisation.TWO_CITIES);
        int base =
                NetworkPorts.firstFree(31_000, Organisation.TWO_CITIES.size()).base();
        start = new FabricNetwork.Start(
                FabricCommands.find(System.getenv(), new Command(root.resolve("find.log"))),
                ContractProgram.ofClassPath(System.getProperty("java.class.path")),
                new NetworkFolder.Made(base, Ordering.RAFT),
                line -> System.out.printf("%tT %s%n", System.currentTimeMillis(), line));
    }

    @AfterEach
    void end() {
        network.down();
    }

    @Test
    void orders_by_raft_without_its_leader_and_after_a_restart_and_names_a_clock_that_is_off() throws IOException {
        network.up(start);
        assertThat(network.folder().made().orElseThrow().ordering()).isEqualTo(Ordering.RAFT);
        assertThatThrownBy(() -> network.up(start))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("it is running")
                .hasMessageNotContaining("\n");
        String leader = network.leader().orElseThrow();
        network.kill(leader);
        timed("transactions without the leader " + leader, network::probe);
        assertThat(network.down()).hasSize(11).doesNotContain(leader);
        assertThat(network.anyRunning()).isFalse();
        timed("network started again", () -> network.up(start));
        Path core = root.resolve("network/config/peer-QOpsMSP/core.yaml");
        Files.writeString(core, Files.readString(core).replace("timewindow: 15m", "timewindow: 1ns"));
        network.kill("peer-QOpsMSP");
        network.restart("peer-QOpsMSP", start.commands(), start.contract());
        // A peer that has just opened its port may not answer yet.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThatThrownBy(() -> network.probe(Duration.ofSeconds(1)))
                        .isInstanceOf(NetworkFailure.class)
                        .hasMessageContaining("peer of QOpsMSP")
                        .hasMessageContaining("clocks of this machine and of the node differ"));
        assertThat(network.status()).allSatisfy(node -> assertThat(node.pid()).isPresent());
    }

    private static void timed(String what, Runnable action) {
        long begun = System.nanoTime();
        action.run();
        System.out.printf("%s: %d ms%n", what, (System.nanoTime() - begun) / 1_000_000);
    }
}
