package io.kontor.devpeer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration file (DEV-1). */
class ConfigFileTest {
    @TempDir
    Path folder;

    private final Map<String, String> settings = new LinkedHashMap<>();

    @BeforeEach
    void writeFiles() throws IOException {
        for (final String file : List.of("server.pem", "server.key", "root.pem", "peer.pem", "peer.key")) {
            Files.writeString(folder.resolve(file), "content does not matter here");
        }
        settings.put("channel", "c");
        settings.put("chaincode", "kontor");
        settings.put("listen.certificate", "server.pem");
        settings.put("listen.key", "server.key");
        settings.put("data.dir", "ledger");
        settings.put("contract.address", "127.0.0.1:9999");
        settings.put("organisations", "CityMSP");
        settings.put("organisation.CityMSP.root", "root.pem");
        settings.put("organisation.CityMSP.peer-certificate", "peer.pem");
        settings.put("organisation.CityMSP.peer-key", "peer.key");
    }

    @Test
    void what_is_not_said_has_the_documented_default() throws Exception {
        final DevPeerConfig config = read();

        assertThat(config.listen().address()).isEqualTo("127.0.0.1");
        assertThat(config.listen().port()).isEqualTo(7051);
        assertThat(config.blocks()).isEqualTo(new DevPeerConfig.Blocks(Duration.ofMillis(50), 500));
        assertThat(config.limits()).isEqualTo(new DevPeerConfig.Limits(500, 200, 16 * 1024 * 1024));
        assertThat(config.contract().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.contract().tls()).isEmpty();
        assertThat(config.organisations().get(0).contractAddress()).isEqualTo("127.0.0.1:9999");
        assertThat(config.organisations().get(0).tlsRoot()).isEmpty();
    }

    @Test
    void relative_paths_count_from_the_files_folder() throws Exception {
        assertThat(read().dataDir()).isEqualTo(folder.resolve("ledger"));
        assertThat(read().listen().certificate()).isEqualTo(folder.resolve("server.pem"));
    }

    @Test
    void organisation_may_have_a_contract_server_of_its_own() throws Exception {
        settings.remove("contract.address");
        settings.put("organisation.CityMSP.contract", "localhost:1234");

        assertThat(read().organisations().get(0).contractAddress()).isEqualTo("localhost:1234");
    }

    @Test
    void unknown_key_stops_the_start() {
        settings.put("block.intervall-ms", "50");

        assertThatThrownBy(this::read)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("unknown keys [block.intervall-ms]");
    }

    @Test
    void key_of_an_organisation_that_is_not_listed_is_unknown() {
        settings.put("organisation.OtherMSP.root", "root.pem");

        assertThatThrownBy(this::read).hasMessageContaining("unknown keys [organisation.OtherMSP.root]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel",
                "chaincode",
                "listen.certificate",
                "listen.key",
                "data.dir",
                "contract.address",
                "organisations",
                "organisation.CityMSP.root",
                "organisation.CityMSP.peer-certificate",
                "organisation.CityMSP.peer-key"
            })
    void missing_key_is_named(final String key) {
        settings.remove(key);

        assertThatThrownBy(this::read).isInstanceOf(StartFailure.class).hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "60001", "fast", "-1", "50.5"})
    void number_out_of_its_range_is_refused_with_both_values(final String value) {
        settings.put("block.interval-ms", value);

        assertThatThrownBy(this::read)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("block.interval-ms")
                .hasMessageContaining("from 1 to 60000")
                .hasMessageContaining("\"" + value + "\"");
    }

    @Test
    void file_that_does_not_exist_is_named() {
        settings.put("listen.key", "nowhere.key");

        assertThatThrownBy(this::read)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("listen.key")
                .hasMessageContaining("nowhere.key");
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("absent.properties")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("absent.properties");
    }

    @Test
    void organisation_named_twice_is_refused() {
        settings.put("organisations", "CityMSP,CityMSP");

        assertThatThrownBy(this::read).hasMessageContaining("each one once");
    }

    /** DEV-22. */
    @Test
    void a_collection_names_organisations_of_the_channel() throws Exception {
        settings.put("collections", "pair");
        assertThatThrownBy(this::read).hasMessageContaining("collection.pair.organisations");
        settings.put("collection.pair.organisations", "CityMSP,OtherMSP");
        assertThatThrownBy(this::read).hasMessageContaining("must name organisations of the channel");
        settings.put("collection.pair.organisations", "CityMSP");
        assertThat(read().collections()).isEqualTo(Map.of("pair", List.of("CityMSP")));
    }

    @Test
    void contract_address_without_a_port_is_refused() {
        settings.put("contract.address", "localhost");

        assertThatThrownBy(this::read).hasMessageContaining("host:port");
    }

    @Test
    void client_pair_for_contract_servers_needs_their_root() {
        settings.put("contract.tls.certificate", "server.pem");

        assertThatThrownBy(this::read).hasMessageContaining("contract.tls.root");
    }

    private DevPeerConfig read() throws IOException, StartFailure {
        return ConfigFile.read(Files.write(
                folder.resolve("devpeer.properties"),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList()));
    }
}
