package io.kontor.usage.journal;

import io.kontor.model.merkle.ChunkStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The folder of a journal; the seam at which tests make disks fail. */
public interface JournalFiles extends AutoCloseable {

    /**
     * A folder on disk, locked for this process until closed; made when missing.
     *
     * @throws JournalDamagedException when another process or instance holds it
     */
    static JournalFiles onDisk(Path folder) {
        return DiskFiles.lock(folder);
    }

    /**
     * A folder on disk to be read only, also while another process writes it.
     *
     * @throws JournalDamagedException when there is no journal
     */
    static JournalFiles readOnly(Path folder) {
        return ReadOnlyFiles.of(folder);
    }

    /** Where it is, for messages. */
    String name();

    /** Numbers of the segments that exist, ascending. */
    List<Long> segments() throws IOException;

    /** Opens an existing segment. */
    JournalFile open(long segment) throws IOException;

    /** Makes a segment of zeros and returns when file and folder entry are on the disk. */
    JournalFile create(long segment, int bytes) throws IOException;

    /**
     * As {@link #create}, for a segment that nothing waits for yet.
     *
     * @param between runs between two pieces of it
     */
    default JournalFile prepare(long segment, int bytes, Runnable between) throws IOException {
        return create(segment, bytes);
    }

    /** Removes a segment that was never used, or is retired, and returns when the folder is on the disk. */
    void remove(long segment) throws IOException;

    /** Numbers of the retired segments (JNL-16), ascending. */
    default List<Long> retired() throws IOException {
        return List.of();
    }

    /** Opens the file of a retired segment. */
    default JournalFile openRetired(long segment) throws IOException {
        throw new UnsupportedOperationException("Cannot open retired segment " + segment + ": none are kept here");
    }

    /** Writes the file of a retired segment in the place of any that is there; returns when file and folder entry are on the disk. */
    default void writeRetired(long segment, ByteBuffer bytes) throws IOException {
        throw new UnsupportedOperationException("Cannot retire segment " + segment + ": none are kept here");
    }

    /** Removes the file of a segment that is not retired after all. */
    default void removeRetired(long segment) throws IOException {
        throw new UnsupportedOperationException("Cannot remove retired segment " + segment + ": none are kept here");
    }

    /** Where full chunks of tree and places go (JNL-19): into memory, unless the folder has room for them. Closed with the folder. */
    default ChunkStore chunks() {
        return ChunkStore.inMemory();
    }

    /** Identity of the operating system's present run: another one means that what was written and not synced may be lost (JNL-11). */
    default String bootId() {
        return BootId.ofThisMachine();
    }

    @Override
    void close() throws IOException;
}
