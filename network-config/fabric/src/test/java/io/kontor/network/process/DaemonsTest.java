package io.kontor.network.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NET-8: a process goes on, is found again by its file, and nothing else is ever ended. */
class DaemonsTest {

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        new Daemons(folder).kill("sleeper");
    }

    private Daemon daemon(String... command) {
        return new Daemon(
                "sleeper",
                List.of(command),
                Map.of("OWN", "set"),
                folder,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    }

    @Test
    void a_started_process_is_found_again_and_ended_once() {
        new Daemons(folder).start(daemon("sleep", "60"));
        Daemons later = new Daemons(folder);
        assertThat(later.running("sleeper")).isPresent();
        assertThatThrownBy(() -> later.start(daemon("sleep", "60"))).hasMessageContaining("it is running");
        assertThat(later.end("sleeper")).isTrue();
        assertThat(later.running("sleeper")).isEmpty();
        assertThat(later.end("sleeper")).isFalse();
    }

    @Test
    void another_process_of_the_same_id_is_not_ended() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(folder.resolve("sleeper.pid"), other.pid() + "\n2020-01-01T00:00:00Z\n");
            assertThat(new Daemons(folder).end("sleeper")).isFalse();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void one_that_ends_at_once_is_reported_with_its_last_word() {
        Daemons daemons = new Daemons(folder);
        Daemon failing = daemon("sh", "-c", "echo first; echo no such channel; exit 3");
        daemons.start(failing);
        assertThatThrownBy(() -> daemons.awaitPort(failing, Duration.ofSeconds(20)))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("no such channel")
                .hasMessageContaining("sleeper.log");
    }

    @Test
    void a_program_that_is_missing_is_reported() {
        Command command = new Command(folder.resolve("commands.log"));
        List<String> line = List.of(folder.resolve("none").toString());
        assertThatThrownBy(() -> command.run(line, Map.of(), Duration.ofSeconds(5)))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("Cannot run " + folder.resolve("none"));
    }

    @Test
    void a_command_has_its_own_environment_and_a_bound() {
        Command command = new Command(folder.resolve("commands.log"));
        Map<String, String> own = Map.of("CORE_PEER_ADDRESS", "own:1");
        assertThat(command.require(List.of("sh", "-c", "echo $CORE_PEER_ADDRESS"), own, Duration.ofSeconds(20)))
                .isEqualTo("own:1\n");
        assertThatThrownBy(() -> command.run(List.of("sleep", "60"), Map.of(), Duration.ofMillis(100)))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("not done within");
        assertThatThrownBy(() ->
                        command.require(List.of("sh", "-c", "echo why; exit 1"), Map.of(), Duration.ofSeconds(20)))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("why");
    }
}
