package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The deal with its worked amounts while each kind of process is killed with SIGKILL once, at whatever moment of the next step the signal
 * arrives. Nothing that was answered is lost: every step, counter and amount is that of a quiet run.
 *
 * <p>Three moments are left out. While a hospital's database is away its calls are answered FAILED and use their consent up, and a call in the
 * window between its durable receipt and its answer is ALREADY_RELEASED when it is made again: both are right, and give other counts. And a
 * connector that cannot ask the member registry for longer than an answer of it serves refuses every message (CON-2), which ends a transfer that
 * was asked for in between; so the contract is killed where the next step waits for the ledger itself.
 */
class InterruptedDealStory {

    /** Who is killed once the step of the key is printed. */
    private static final Map<String, String> KILLED_AFTER = new TreeMap<>(Map.of(
            "4", "run/devpeer.pid",
            "7.1", "run/connector-F-H1.pid",
            "12", "run/dataplane-F-H1.pid",
            "N1", "run/contract.pid",
            "N8", "data/postgres/postmaster.pid",
            "13", "run/dataplane-Q-INS.pid",
            "17", "run/gateway.pid"));

    @Test
    void a_killed_process_is_started_again_and_nothing_that_was_answered_is_lost(@TempDir Path folder)
            throws Exception {
        Path state = folder.resolve("state");
        PackagedDemo.Result result = new PackagedDemo(state, "--port-base", "21400").play(step -> kill(state, step));

        result.assertWhole();
        assertThat(result.got("14")).isEqualTo("CONFIRMED, both counts equal, usage 288 = 27.84");
        assertThat(result.got("16")).isEqualTo("F-H1 7.67 / F-H2 5.47");
        assertThat(result.notices().stream().filter(line -> line.contains("starting it again")))
                .as("processes that were started again")
                .hasSize(KILLED_AFTER.size());
        assertThat(result.notices().stream().filter(line -> line.contains("ready again")))
                .hasSize(KILLED_AFTER.size());
    }

    private static void kill(Path state, JsonObject step) throws IOException {
        Optional<String> pidFile = Optional.ofNullable(KILLED_AFTER.get(step.string("step")));
        if (pidFile.isPresent()) {
            long pid = Long.parseLong(
                    Files.readAllLines(state.resolve(pidFile.get())).get(0).strip());
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly())
                    .as("process of %s killed", pidFile.get())
                    .isTrue();
        }
    }
}
