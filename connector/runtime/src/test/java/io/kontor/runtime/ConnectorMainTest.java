package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.runtime.config.ConfigKey;
import io.kontor.runtime.fixture.TestConnector;
import io.kontor.runtime.fixture.TestIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector as a process of its own: what it prints, and how it ends. */
class ConnectorMainTest {
    private static final int WAIT_SECONDS = 120;

    @TempDir
    private Path folder;

    private TestConnector prepared;

    @BeforeEach
    void prepare() {
        TestIdentity identity = TestIdentity.create("F-H1");
        prepared = TestConnector.prepare(identity, folder, "http://127.0.0.1:1/signaling");
        Path root = folder.resolve("root.pem");
        TestIdentity.writePem(root, identity.certificate());
        prepared.entries().put(ConfigKey.LEDGER_TLS_ROOT.key(), root.toString());
        prepared.entries().put(ConfigKey.LEDGER_MSP_ID.key(), "FOpsMSP");
        prepared.entries().put(ConfigKey.LOG_LEVEL.key(), "SEVERE");
    }

    @Test
    void starts_without_its_ledger_says_when_it_is_ready_and_survives_a_kill() throws Exception {
        for (int round = 0; round < 2; round++) {
            long launched = System.nanoTime();
            Process process = launch(entries -> {});
            try (BufferedReader out = output(process)) {
                awaitLine(out, "Connector F-H1 ready");
                HttpRequest.Builder health =
                        HttpRequest.newBuilder(URI.create(prepared.url(ConfigKey.PORT_HEALTH, "/api/check/health")));
                assertThat(prepared.send(health.header("x-api-key", TestConnector.MANAGEMENT_KEY))
                                .status())
                        .isEqualTo(200);
                report(process, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - launched));
            } finally {
                process.destroyForcibly().waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private static void report(Process process, long readyMillis) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.exists(status)) {
            Matcher rss = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(status));
            if (rss.find()) {
                System.out.println("Connector ready after " + readyMillis + " ms, resident "
                        + Long.parseLong(rss.group(1)) / 1024 + " MB");
            }
        }
    }

    @Test
    void an_unknown_key_stops_the_start() throws Exception {
        assertFails(entries -> entries.put("kontor.hots", "0.0.0.0"), "unknown key kontor.hots");
    }

    @Test
    void a_missing_key_stops_the_start() throws Exception {
        assertFails(entries -> entries.remove(ConfigKey.DATAPLANE_URL.key()), "kontor.dataplane.url is missing");
    }

    @Test
    void a_taken_port_is_named_with_its_key() throws Exception {
        int port = Integer.parseInt(prepared.entries().get(ConfigKey.PORT_CONTROL.key()));
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertFails(entries -> {}, "Cannot listen on 127.0.0.1:" + taken.getLocalPort() + " (kontor.port.control)");
        }
    }

    @Test
    void an_absent_database_is_named() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:1/none";
        assertFails(entries -> entries.put(ConfigKey.DATABASE_URL.key(), url), "Cannot prepare database " + url);
    }

    @Test
    void a_missing_identity_is_named() throws Exception {
        assertFails(
                entries -> entries.put(ConfigKey.IDENTITY_KEYSTORE.key(), "/nowhere.p12"),
                "Cannot load connector identity F-H1 from /nowhere.p12");
    }

    @Test
    void a_short_api_key_is_refused() throws Exception {
        assertFails(entries -> entries.put(ConfigKey.KEY_CONTROL.key(), "short"), "16 characters");
    }

    private void assertFails(Consumer<Map<String, String>> change, String reason) throws Exception {
        Process process = launch(change);
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = output(process)) {
            out.lines().filter(line -> line.startsWith("Cannot")).forEach(lines::add);
        }
        assertThat(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(lines).singleElement().asString().contains(reason);
    }

    private Process launch(Consumer<Map<String, String>> change) throws IOException {
        change.accept(prepared.entries());
        Properties properties = new Properties();
        properties.putAll(prepared.entries());
        Path file = folder.resolve("connector.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "synthetic");
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConnectorMain.class.getName(),
                        "--config",
                        file.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void awaitLine(BufferedReader out, String start) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(start)) {
                return;
            }
            seen.add(line);
        }
        throw new AssertionError("ended without '" + start + "': " + seen);
    }
}
