package io.kontor.cli.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The machine's clock and an offset that another process can change at any moment, by a file of eight bytes that both have mapped.
 * Thread-safe.
 */
final class SteppedClock implements InstantSource {

    private final MappedByteBuffer offset;

    private SteppedClock(MappedByteBuffer offset) {
        this.offset = offset;
    }

    /** The clock of a file, which is made when missing and then says: no offset. */
    static SteppedClock of(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SteppedClock(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use clock file " + file, e);
        }
    }

    /** From now on the clock is so far from the machine's. */
    void step(Duration by) {
        offset.putLong(0, by.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return System.currentTimeMillis() + offset.getLong(0);
    }
}
