package io.kontor.cli.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Words for failures of files, whose own messages are often the path alone. */
public final class FileFailure {

    private FileFailure() {}

    /** What is wrong with which file or folder. */
    public static String said(IOException failure) {
        if (failure instanceof FileSystemException files) {
            return files.getFile() + ": " + reason(files);
        }
        return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied";
        }
        return Optional.ofNullable(failure.getReason())
                .orElse(failure.getClass().getSimpleName());
    }
}
