package io.kontor.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.testing.SupplierWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-60 and DPL-3 as a process: one line on the error stream and exit 1 when it cannot start. */
class DataPlaneMainTest {

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 10);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void an_unknown_key_ends_the_start_with_one_line() throws Exception {
        assertEndsWith(Map.of("colour", "red"), "Cannot start: unknown keys [colour] in ");
    }

    @Test
    void a_taken_port_ends_the_start_with_one_line_before_the_ledger_is_touched() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEndsWith(
                    Map.of(
                            "public.port", String.valueOf(taken.getLocalPort()),
                            "control.port", String.valueOf(SupplierWorld.freePort())),
                    "Cannot open public listener at 127.0.0.1:" + taken.getLocalPort() + ": the port is taken");
        }
    }

    @Test
    void an_account_that_may_write_ends_the_start_with_one_line() throws Exception {
        assertEndsWith(
                Map.of(
                        "public.port",
                        String.valueOf(SupplierWorld.freePort()),
                        "control.port",
                        String.valueOf(SupplierWorld.freePort()),
                        "state-folder",
                        "other-state",
                        "source.claims.user",
                        "postgres"),
                "Cannot serve resource R1: database account 'postgres' is superuser; give an account that may only SELECT");
    }

    @Test
    void a_state_folder_that_is_a_file_ends_the_start_with_one_line() throws Exception {
        Files.writeString(folder.resolve("a-file"), "x");
        assertEndsWith(Map.of("state-folder", "a-file"), "Cannot start: folder ");
    }

    private static void assertEndsWith(Map<String, String> changes, String line) throws Exception {
        Path config = folder.resolve("main-" + changes.hashCode() + ".properties");
        Files.writeString(config, world.settingsText(changes));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.kontor.dataplane.DataPlaneMain",
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("main.out").toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            String output = output();
            assertThat(process.exitValue()).as(output).isEqualTo(1);
            assertThat(output.lines().filter(text -> text.startsWith("Cannot ")).toList())
                    .as(output)
                    .singleElement()
                    .asString()
                    .startsWith(line);
            assertThat(output).doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String output() throws IOException {
        return Files.readString(folder.resolve("main.out"), StandardCharsets.UTF_8);
    }
}
