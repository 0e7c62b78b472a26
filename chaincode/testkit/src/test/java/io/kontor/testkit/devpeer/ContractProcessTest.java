package io.kontor.testkit.devpeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.city.CityLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.contract.ContractMain;
import io.kontor.contract.server.ServerConfig;
import io.kontor.testkit.fixtures.DemoCast;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SRV-1 and SRV-2 with a real process: it is killed and started again, and so is the dev peer. */
class ContractProcessTest {

    @TempDir
    private Path folder;

    private final DemoCast cast = DemoCast.create();
    private Optional<Process> process = Optional.empty();

    @AfterEach
    void endProcess() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private String startProcess(Path config) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ContractMain.class.getName(),
                "--config",
                config.toString());
        builder.environment().put("CORE_PEER_TLS_ENABLED", "true");
        builder.environment().put("CORE_PEER_ADDRESS", "nowhere:1");
        builder.redirectErrorStream(true);
        Process started = builder.start();
        process = Optional.of(started);
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        return Objects.requireNonNullElse(out.readLine(), "");
    }

    private Path config(ServerConfig config) throws IOException {
        ServerConfig.Tls tls = config.tls().orElseThrow();
        Path file = folder.resolve("server.properties");
        Files.writeString(
                file,
                "chaincode-id=" + config.packageId() + "\nlisten-port=" + config.port() + "\ntls-key=" + tls.key()
                        + "\ntls-certificate=" + tls.certificate() + "\ntls-client-authorities="
                        + tls.clientAuthorities() + "\n");
        return file;
    }

    @Test
    void a_killed_server_and_a_restarted_peer_lose_nothing() throws Exception {
        int port = DevPeerBed.freePort();
        String address = "127.0.0.1:" + port;
        try (DevPeerBed bed = new DevPeerBed(folder, cast)) {
            Path config = config(bed.serverConfig(port));
            bed.startPeer(address, Map.of());
            assertThat(startProcess(config)).isEqualTo("READY " + address);
            Ledger f = bed.connect(cast.officer("F-DATA"));
            new CityLedger(f).found(cast.cityF(), cast.member("F-DATA"));

            endProcess();
            assertThat(startProcess(config)).isEqualTo("READY " + address);
            Ledger q = bed.connect(cast.officer("Q-DATA"));
            new CityLedger(q).found(cast.cityQ(), cast.member("Q-DATA"));
            assertThat(new CityLedger(q).profile("F")).isEqualTo(cast.cityF());

            bed.stopPeer();
            bed.startPeer(address, Map.of());
            CityLedger again = new CityLedger(bed.connect(cast.officer("F-DATA")));
            assertThat(again.profile("Q")).isEqualTo(cast.cityQ());
            assertThat(again.recognise("F", "Q").record().version()).isEqualTo(2);
        }
    }
}
