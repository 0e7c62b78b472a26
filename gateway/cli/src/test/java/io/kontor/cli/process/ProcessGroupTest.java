package io.kontor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGroupTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    /** Says that it is ready and stays. */
    static final class Patient {
        private Patient() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("READY");
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    @Test
    void starts_a_killed_child_again_and_says_so() throws Exception {
        try (ProcessGroup group = new ProcessGroup(home(), folder.resolve("run"), told::add)) {
            ChildProcess child = group.start(program());
            child.awaitReady(PATIENCE);
            kill(child.pid());

            await().atMost(PATIENCE).until(() -> told.contains("ready again: patient"));
            assertThat(told.peek())
                    .startsWith("patient ended with exit code 137")
                    .contains("patient.log")
                    .endsWith("starting it again");
            assertThat(pidOnFile()).isNotEqualTo(child.pid());
        }
    }

    @Test
    void gives_a_child_up_that_was_started_again_three_times() throws Exception {
        try (ProcessGroup group = new ProcessGroup(home(), folder.resolve("run"), told::add)) {
            group.start(program()).awaitReady(PATIENCE);
            for (int restarts = 1; restarts <= RestartLimit.MAX; restarts++) {
                kill(pidOnFile());
                int expected = restarts;
                await().atMost(PATIENCE)
                        .until(() -> told.stream()
                                        .filter("ready again: patient"::equals)
                                        .count()
                                == expected);
            }
            kill(pidOnFile());

            await().atMost(PATIENCE).until(() -> told.stream().anyMatch(line -> line.contains("stays down")));
        }
    }

    @Test
    void a_child_that_ends_with_the_group_is_not_started_again() throws Exception {
        ProcessGroup group = new ProcessGroup(home(), folder.resolve("run"), told::add);
        ChildProcess child = group.start(program());
        child.awaitReady(PATIENCE);
        group.close();

        assertThat(child.alive()).isFalse();
        assertThat(folder.resolve("run/patient.pid")).doesNotExist();
        assertThat(told).isEmpty();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private long pidOnFile() throws Exception {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("run/patient.pid")).get(0));
    }

    private static JavaProgram program() {
        return new JavaProgram("patient", "module", Patient.class.getName(), List.of(), 32, "READY");
    }

    /** A home folder with one module, whose libraries are this class. */
    private Path home() throws Exception {
        String name = Patient.class.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("home/module/target/kontor-module.jar");
        Path copy = jar.resolve(name);
        Files.createDirectories(copy.getParent());
        try (var bytes = Patient.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return folder.resolve("home");
    }
}
