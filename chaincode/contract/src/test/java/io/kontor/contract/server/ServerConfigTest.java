package io.kontor.contract.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SRV-1: settings of the server. */
class ServerConfigTest {

    @TempDir
    private Path folder;

    private ServerConfig read(String text) throws IOException {
        Path file = folder.resolve("server.properties");
        Files.writeString(file, text);
        return ServerConfig.read(file);
    }

    @Test
    void the_defaults_bind_the_loopback_without_tls() throws IOException {
        ServerConfig config = read("chaincode-id=kontor:1\nlisten-port=9999\n");
        assertThat(config.packageId()).isEqualTo("kontor:1");
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.tls()).isEmpty();
        assertThat(config.threads()).isEqualTo(8);
        assertThat(config.logLevel()).isEqualTo("WARNING");
    }

    @Test
    void tls_needs_all_three_files() throws IOException {
        String two = "chaincode-id=k\nlisten-port=1\ntls-key=key.pem\ntls-certificate=cert.pem\n";
        assertThatThrownBy(() -> read(two)).hasMessageContaining("tls-client-authorities is missing");
        assertThat(read(two + "tls-client-authorities=ca.pem\n")
                        .tls()
                        .orElseThrow()
                        .clientAuthorities())
                .isEqualTo(Path.of("ca.pem"));
    }

    @Test
    void a_wrong_setting_is_named() {
        assertThatThrownBy(() -> read("listen-port=1\n")).hasMessageContaining("chaincode-id is missing");
        assertThatThrownBy(() -> read("chaincode-id=k\nlisten-port=0\n")).hasMessageContaining("listen-port is 0");
        assertThatThrownBy(() -> read("chaincode-id=k\nlisten-port=x\n")).hasMessageContaining("'x'");
        assertThatThrownBy(() -> read("chaincode-id=k\nlisten-port=1\nlog-level=LOUD\n"))
                .hasMessageContaining("LOUD");
        assertThatThrownBy(() -> read("chaincode-id=k\nlisten-port=1\nport=2\n"))
                .hasMessageContaining("unknown keys [port]");
        assertThatThrownBy(() -> ServerConfig.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
