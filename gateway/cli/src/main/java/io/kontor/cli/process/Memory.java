package io.kontor.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Resident memory of this process and all its descendants, as the operating system counts it. */
public final class Memory {
    private static final long KB_PER_MB = 1_024;

    private Memory() {}

    /**
     * Sums the proportional sizes, so that pages shared by the database's processes count once.
     *
     * @return MB, or 0 where the system does not say
     */
    public static long residentMb() {
        ProcessHandle self = ProcessHandle.current();
        try (Stream<ProcessHandle> tree = Stream.concat(Stream.of(self), self.descendants())) {
            return tree.mapToLong(handle -> residentKb(handle.pid())).sum() / KB_PER_MB;
        }
    }

    private static long residentKb(long pid) {
        Path rollup = Path.of("/proc/" + pid + "/smaps_rollup");
        try {
            return Files.readAllLines(rollup).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (NoSuchFileException e) {
            return 0; // it ended meanwhile, or this is no Linux
        } catch (IOException e) {
            return 0; // it ended while it was read
        }
    }
}
