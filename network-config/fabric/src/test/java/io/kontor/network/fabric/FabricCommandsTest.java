package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NET-1 with scripts in the place of the commands. */
class FabricCommandsTest {

    @TempDir
    private Path folder;

    private Path bin(String name, String version, List<String> commands) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(name));
        for (String command : commands) {
            Path file = bin.resolve(command);
            Files.writeString(file, "#!/bin/sh\nprintf 'peer:\\n Version: " + version + "\\n'\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        return bin;
    }

    private FabricCommands find(Map<String, String> environment) {
        return FabricCommands.find(environment, new Command(folder.resolve("commands.log")));
    }

    @Test
    void the_setting_wins_over_the_path() throws IOException {
        Path named = bin("named", "v3.1.5", FabricCommands.NAMES);
        Path onPath = bin("path", "v3.1.4", FabricCommands.NAMES);
        FabricCommands found = find(Map.of("FABRIC_BIN", named.toString(), "PATH", onPath.toString()));
        assertThat(found).isEqualTo(new FabricCommands(named, "3.1.5"));
        assertThat(found.raftOnly()).isFalse();
    }

    @Test
    void the_first_folder_of_the_path_that_holds_all_is_taken() throws IOException {
        Path half = bin("half", "v3.1.5", List.of("peer", "orderer"));
        Path whole = bin("whole", "v2.5.16", FabricCommands.NAMES);
        FabricCommands found = find(Map.of("PATH", half + File.pathSeparator + whole));
        assertThat(found.folder()).isEqualTo(whole);
        assertThat(found.raftOnly()).isTrue();
    }

    @Test
    void what_is_missing_is_named_with_the_place_to_get_it() throws IOException {
        Path half = bin("half", "v3.1.5", List.of("peer", "orderer"));
        Map<String, String> environment = Map.of("FABRIC_BIN", half.toString());
        assertThat(FabricCommands.found(environment)).isFalse();
        assertThatThrownBy(() -> find(environment))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("osnadmin, configtxgen not found in FABRIC_BIN " + half)
                .hasMessageContaining("Hyperledger's release archive")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.1.0", "v3.0.0", "v2.4.9", "v1.4.12"})
    void an_old_version_is_refused_by_name(String version) throws IOException {
        Path old = bin("old", version, FabricCommands.NAMES);
        assertThatThrownBy(() -> find(Map.of("FABRIC_BIN", old.toString())))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("is version " + version.substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.1.1", "v3.2.0", "v4.0.0", "v2.5.0", "latest"})
    void a_new_version_is_taken(String version) throws IOException {
        Path bin = bin("new", version, FabricCommands.NAMES);
        assertThat(find(Map.of("FABRIC_BIN", bin.toString())).folder()).isEqualTo(bin);
    }

    @Test
    void a_foreign_command_named_peer_is_refused() throws IOException {
        Path bin = bin("foreign", "v3.1.5", FabricCommands.NAMES);
        Files.writeString(bin.resolve("peer"), "#!/bin/sh\necho hello\n");
        assertThatThrownBy(() -> find(Map.of("FABRIC_BIN", bin.toString())))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("is not Fabric's");
    }
}
