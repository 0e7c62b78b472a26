package io.kontor.cli.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What one sync costs in a folder: 512 bytes written in place and {@code FileChannel.force(false)}, again and again.
 *
 * @param syncs syncs
 * @param p50Micros median
 * @param p99Micros what one sync in a hundred exceeds
 */
record DiskProbe(long syncs, long p50Micros, long p99Micros) {

    private static final int RECORD = 512;
    private static final int FILE = 1 << 20;

    static DiskProbe measure(Path folder, long nanos) throws IOException {
        Path file = Files.createTempFile(folder, "sync", ".probe");
        Latencies latencies = new Latencies();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(FILE));
            channel.force(true);
            ByteBuffer bytes = ByteBuffer.allocateDirect(RECORD);
            long end = System.nanoTime() + nanos;
            int at = 0;
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                bytes.clear();
                channel.write(bytes, at);
                channel.force(false);
                latencies.add(System.nanoTime() - now);
                at = (at + RECORD) % FILE;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return new DiskProbe(latencies.count(), latencies.percentileMicros(50), latencies.percentileMicros(99));
    }

    String toText() {
        return "disk: one sync takes " + p50Micros + " µs (p50), " + p99Micros + " µs (p99); " + syncs + " a second";
    }
}
