package io.kontor.contract.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SRV-3: a server serves the code that the organisations agreed on. */
class CodeDigestTest {

    @TempDir
    private Path folder;

    @Test
    void other_code_than_agreed_is_named_with_both_digests() throws IOException {
        Path jar = folder.resolve("contract.jar");
        Files.writeString(jar, "one");
        String classPath = jar + File.pathSeparator + folder.resolve("missing.jar") + File.pathSeparator;
        String agreed = CodeDigest.of(classPath);
        CodeDigest.requireAgreed(agreed, classPath);
        Files.writeString(jar, "two");
        assertThatThrownBy(() -> CodeDigest.requireAgreed(agreed, classPath))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(agreed)
                .hasMessageContaining(CodeDigest.of(classPath))
                .hasMessageNotContaining("\n");
    }

    @Test
    void the_digest_is_that_of_the_lines_of_names_and_digests() throws IOException {
        Path jar = folder.resolve("a.jar");
        Files.writeString(jar, "one");
        assertThat(CodeDigest.of(jar.toString()))
                .isEqualTo("338b80f17c66f3e6e81b798b3cc6ce4765837d0c0448dc7a0f2257d27a77189a");
    }

    @Test
    void the_setting_is_read_from_the_file() throws IOException {
        Path file = folder.resolve("server.properties");
        Files.writeString(file, "chaincode-id=k\nlisten-port=1\ncode-digest= abc \n");
        assertThat(ServerConfig.agreedDigest(file)).contains("abc");
        assertThat(ServerConfig.read(file).packageId()).isEqualTo("k");
    }
}
