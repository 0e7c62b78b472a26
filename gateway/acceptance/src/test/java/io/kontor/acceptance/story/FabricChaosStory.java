package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.network.fabric.FabricCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * INV-1, INV-2, INV-3, INV-5, INV-9 and what callers are told (docs/chaos.md) on a real Fabric network: its leading orderer, peers and contract servers are killed while anchors,
 * leases and consent claims flow, and no caller of an instance within its lease and bound of staleness sees an error. The long form is {@code kontor chaos --ledger fabric --runs 10}.
 */
@Tag("fabric")
class FabricChaosStory {

    private static final String PORT_BASE = "21700";
    private static final String NETWORK_PORT_BASE = "21800";

    @TempDir
    private Path folder;

    @Test
    void no_anchor_is_lost_and_no_consent_serves_twice_when_a_networks_processes_are_killed() throws Exception {
        if (!FabricCommands.found(System.getenv())) {
            System.out.println("Not run: 1 test of FabricChaosStory on a real Fabric network: its commands are not all"
                    + " found; set " + FabricCommands.SETTING + " to their folder");
            return;
        }
        String network = folder.resolve("network").toString();
        Path output = folder.resolve("out.json");
        try {
            assertThat(kontor("network", "up", "--dir", network, "--port-base", NETWORK_PORT_BASE))
                    .isZero();
            int exit = PackagedKontor.run(
                    output,
                    "chaos",
                    "--json",
                    "--ledger=fabric",
                    "--network=" + network,
                    "--seed=3",
                    "--seconds=5",
                    "--callers=100",
                    "--dir=" + folder.resolve("state"),
                    "--port-base=" + PORT_BASE);
            judge(Files.readAllLines(output), exit);
        } finally {
            kontor("network", "down", "--dir", network);
        }
    }

    private int kontor(String... arguments) throws IOException, InterruptedException {
        return PackagedKontor.run(folder.resolve("network.txt"), arguments);
    }

    private static void judge(List<String> text, int exit) {
        List<JsonObject> lines = text.stream().map(CanonicalJson::parse).toList();
        List<JsonObject> checks =
                lines.stream().filter(line -> line.has("check")).toList();
        assertThat(checks.stream().filter(check -> !check.flag("ok")))
                .as("checks that failed")
                .isEmpty();
        assertThat(checks.stream().map(check -> check.string("check")))
                .contains(
                        "longest stall of a transaction",
                        "INV-9 calls released under one consent",
                        "answers within lease and bound of staleness",
                        "other answers without data",
                        "INV-3 logs with receipts that the buyer could not prove")
                .anyMatch(name -> name.matches("anchors of X1-.* in the blocks"))
                .anyMatch(name -> name.startsWith("INV-1 delivered under G-PERSONAL-"));
        assertThat(lines.stream().filter(line -> line.has("blow")).map(line -> line.string("blow")))
                .as("blows to the network")
                .anyMatch(blow -> blow.endsWith(", which leads"))
                .anyMatch(blow -> blow.startsWith("kill -9 peer-"));
        checks.stream()
                .filter(check -> check.string("check").startsWith("longest stall")
                        || check.string("check").startsWith("answers within lease"))
                .forEach(check ->
                        System.out.println("Network struck: " + check.string("check") + ": " + check.string("got")));
        assertThat(exit).isZero();
    }
}
