package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.network.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NET-6: the same code has the same package and digest everywhere, other code another. */
class ContractPackageTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    @Test
    void a_package_is_the_same_bytes_each_time_and_other_code_is_another() {
        ContractPackage one = ContractPackage.of(DIGEST);
        assertThat(ContractPackage.of(DIGEST).bytes()).isEqualTo(one.bytes());
        assertThat(one.id()).matches("kontor_0123456789abcdef:[0-9a-f]{64}");
        assertThat(ContractPackage.of("f" + DIGEST.substring(1)).id()).isNotEqualTo(one.id());
    }

    @Test
    void a_package_unpacks_to_metadata_and_code() throws IOException {
        Path file = folder.resolve("kontor.tgz");
        ContractPackage.of(DIGEST).write(file);
        Command command = new Command(folder.resolve("commands.log"));
        Duration patience = Duration.ofSeconds(20);
        command.require(List.of("tar", "-xzf", file.toString(), "-C", folder.toString()), Map.of(), patience);
        command.require(
                List.of("tar", "-xzf", folder.resolve("code.tar.gz").toString(), "-C", folder.toString()),
                Map.of(),
                patience);
        assertThat(Files.readString(folder.resolve("metadata.json")))
                .isEqualTo("{\"type\":\"ccaas\",\"label\":\"kontor_0123456789abcdef\"}\n");
        assertThat(Files.readString(folder.resolve("connection.json"))).contains(DIGEST);
    }

    @Test
    void the_digest_follows_names_and_contents_of_the_class_path() throws IOException {
        Path first = Files.createDirectories(folder.resolve("first"));
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.writeString(first.resolve("a.jar"), "one");
        Files.writeString(second.resolve("a.jar"), "one");
        String digest = new ContractProgram(List.of(first)).digest();
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(new ContractProgram(List.of(second.resolve("a.jar"))).digest())
                .isEqualTo(digest);
        Files.writeString(second.resolve("a.jar"), "two");
        assertThat(new ContractProgram(List.of(second)).digest()).isNotEqualTo(digest);
        Files.writeString(first.resolve("b.jar"), "");
        assertThat(new ContractProgram(List.of(first)).digest()).isNotEqualTo(digest);
    }
}
