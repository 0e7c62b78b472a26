package io.kontor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileFailureTest {

    @Test
    void says_which_file_and_what_is_wrong_with_it() {
        assertThat(FileFailure.said(new NoSuchFileException("/a/b")))
                .isEqualTo("/a/b: there is no such file or folder");
        assertThat(FileFailure.said(new AccessDeniedException("/a/b"))).isEqualTo("/a/b: access is denied");
        assertThat(FileFailure.said(new FileSystemException("/a/b", null, "No space left on device")))
                .isEqualTo("/a/b: No space left on device");
        assertThat(FileFailure.said(new IOException("it broke"))).isEqualTo("it broke");
    }
}
