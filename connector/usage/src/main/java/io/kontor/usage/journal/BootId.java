package io.kontor.usage.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Identity of the operating system's present run. */
final class BootId {

    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    /** Where the system has none, each process counts as a run of its own: the careful side. */
    private static final String FALLBACK = UUID.randomUUID().toString();

    private BootId() {}

    static String ofThisMachine() {
        try {
            return Files.readString(LINUX, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return FALLBACK;
        }
    }
}
