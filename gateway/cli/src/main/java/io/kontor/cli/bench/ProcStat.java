package io.kontor.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** CPU time as the operating system accounts it, in microseconds. The kernel counts by the hundredth of a second. */
final class ProcStat {

    private static final long MICROS_PER_TICK = 10_000;
    private static final int USER_AFTER_NAME = 11;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;

    private ProcStat() {}

    /** User and system time of a process with all its threads. */
    static long processMicros(long pid) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_AFTER_NAME]) + Long.parseLong(fields[USER_AFTER_NAME + 1]))
                * MICROS_PER_TICK;
    }

    static long processMicros(List<Long> pids) {
        return pids.stream().mapToLong(ProcStat::processMicros).sum();
    }

    /** Time in which some processor worked, or was taken away by the host. */
    static long machineMicros() {
        String[] fields =
                read(Path.of("/proc/stat")).lines().findFirst().orElse("").split(" +");
        long all = Arrays.stream(fields)
                .skip(1)
                .limit(STEAL)
                .mapToLong(Long::parseLong)
                .sum();
        return (all - Long.parseLong(fields[IDLE]) - Long.parseLong(fields[IO_WAIT])) * MICROS_PER_TICK;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + "; benchmarks need Linux", e);
        }
    }
}
