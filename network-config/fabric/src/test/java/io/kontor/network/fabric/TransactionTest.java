package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NET-19 with a script in the place of {@code peer}: it writes down which orderer was named and answers as a test says. */
class TransactionTest {

    private static final List<String> LINE = List.of("channel", "update", "-f", "change");
    private static final int PORTS = 100;

    @TempDir
    private Path root;

    private Path asked;
    private Path effect;
    private Site own;
    private Site other;

    @BeforeEach
    void twoOrganisations() {
        asked = root.resolve("asked");
        effect = root.resolve("effect");
        own = init("SunOpsMSP", 31_000);
        other = init("TideOpsMSP", 31_000 + PORTS);
    }

    private Site init(String mspId, int port) {
        return Site.init(
                new NetworkFolder(root.resolve(mspId)),
                new Organisation(mspId, "S", "OPERATOR"),
                new Host("ops.sun.example", "0.0.0.0"),
                port);
    }

    private void hand(String ownAnswer, String otherAnswer) throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path peer = bin.resolve("peer");
        String ownOrderer = address(own);
        Files.writeString(peer, """
                #!/bin/sh
                while [ "$1" != -o ]; do shift; done
                echo "$2" >> %s
                case "$2" in
                  %s) %s;;
                  *) %s;;
                esac
                """.formatted(asked, ownOrderer, ownAnswer, otherAnswer));
        Files.setPosixFilePermissions(peer, PosixFilePermissions.fromString("rwx------"));
        NetworkFolder folder = new NetworkFolder(root.resolve("SunOpsMSP"));
        SiteFile file = SiteFile.read(folder).orElseThrow();
        Place place =
                new Place(0, file.organisation(), folder.organisation(file.organisation()), file.host(), file.ports());
        PeerCommand command = new PeerCommand(
                folder, new FabricCommands(bin, "3.1.5"), new Command(root.resolve("commands.log")), place);
        new Transaction(command, List.of(Bundle.read(other.bundle())), Duration.ofMillis(300))
                .hand(LINE, () -> Files.exists(effect));
    }

    private static String address(Site site) throws IOException {
        Bundle bundle = Bundle.read(site.bundle());
        return bundle.host() + ":" + bundle.ordererPort();
    }

    private String works() {
        return "touch " + effect;
    }

    @Test
    void the_own_orderer_alone_is_asked_where_it_passes_on() throws IOException {
        hand(works(), works());
        assertThat(Files.readAllLines(asked)).containsExactly(address(own));
    }

    @Test
    void what_the_own_orderer_took_and_kept_goes_to_another() throws IOException {
        hand("true", works());
        assertThat(Files.readAllLines(asked)).containsExactly(address(own), address(other));
    }

    @Test
    void what_did_not_come_within_the_time_of_the_command_goes_to_another() throws IOException {
        hand("echo 'Error: timed out waiting for txid on all peers'; exit 1", works());
        assertThat(Files.readAllLines(asked)).containsExactly(address(own), address(other));
    }

    @Test
    void what_came_about_in_spite_of_a_failure_is_done() throws IOException {
        hand(works() + "; echo 'Error: timed out waiting for txid on all peers'; exit 1", "exit 1");
        assertThat(Files.readAllLines(asked)).containsExactly(address(own));
    }

    @Test
    void a_refusal_is_final() throws IOException {
        assertThatThrownBy(
                        () -> hand("echo 'Error: got unexpected status: FORBIDDEN -- signature set'; exit 1", works()))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("FORBIDDEN");
        assertThat(Files.readAllLines(asked)).containsExactly(address(own));
    }

    @Test
    void the_last_answer_is_said_when_nobody_brings_it_about() {
        assertThatThrownBy(() -> hand("true", "echo 'Error: orderer client failed to connect'; exit 1"))
                .isInstanceOf(NetworkFailure.class)
                .hasMessage("Cannot run peer channel update: 2 orderers were asked one after the other and nothing"
                        + " came of it; the last: Error: orderer client failed to connect");
    }
}
