package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.devpeer.config.StartFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.common.Block;

/**
 * The block files (DEV-4 to DEV-6). A block is on disk, forced, when {@link #append} returns. One thread appends; any
 * number read.
 */
final class BlockStore implements Closeable {
    private static final System.Logger LOG = System.getLogger(BlockStore.class.getName());
    /** A block file that has reached this size gets no more blocks. */
    static final long FILE_BYTES = 64L * 1024 * 1024;

    private final Path folder;
    private final List<FileChannel> files = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private ByteString lastHash = ByteString.EMPTY;

    private BlockStore(final Path folder) {
        this.folder = folder;
    }

    /** Opens the store, hands every block to the consumer in order, and cuts off a torn tail. */
    static BlockStore open(final Path folder, final BlockConsumer consumer) throws StartFailure {
        final BlockStore store = new BlockStore(folder);
        try {
            final List<Path> paths = blockFiles(folder);
            for (int i = 0; i < paths.size(); i++) {
                store.load(paths.get(i), i == paths.size() - 1, consumer);
            }
            return store;
        } catch (IOException e) {
            throw new StartFailure("Cannot read block files in " + folder + ": " + e.getMessage(), e);
        }
    }

    long height() {
        synchronized (places) {
            return places.size();
        }
    }

    /** Hash of the last block's header; empty before block 0. */
    ByteString lastHash() {
        synchronized (places) {
            return lastHash;
        }
    }

    /** Writes a block and forces it to disk. After a failure the store must not be used to append again. */
    void append(final Block block) throws IOException {
        final long number = block.getHeader().getNumber();
        if (number != height() || !block.getHeader().getPreviousHash().equals(lastHash())) {
            throw new IllegalArgumentException("Cannot append block " + number + ": the next one is " + height()
                    + ", or its previous hash differs");
        }
        if (files.isEmpty() || current().size() >= FILE_BYTES) {
            newFile(number);
        }
        final FileChannel file = current();
        final ByteBuffer buffer = BlockRecord.encode(number, block.toByteArray());
        final Place place =
                new Place(file, file.size() + BlockRecord.HEADER_LENGTH, buffer.limit() - BlockRecord.HEADER_LENGTH);
        long position = file.size();
        while (buffer.hasRemaining()) {
            position += file.write(buffer, position);
        }
        file.force(false);
        remember(place, block);
    }

    /** Reads one block. */
    Block read(final long number) throws IOException {
        final Place place;
        synchronized (places) {
            place = places.get(Math.toIntExact(number));
        }
        final ByteBuffer buffer = ByteBuffer.allocate(place.length());
        while (buffer.hasRemaining()) {
            if (place.file().read(buffer, place.position() + buffer.position()) < 0) {
                throw new IOException("Cannot read block " + number + ": its file ends early");
            }
        }
        return Block.parseFrom(buffer.flip());
    }

    @Override
    public void close() throws IOException {
        for (final FileChannel file : files) {
            file.close();
        }
    }

    private void load(final Path path, final boolean last, final BlockConsumer consumer)
            throws IOException, StartFailure {
        final byte[] content = Files.readAllBytes(path);
        final FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        files.add(file);
        int position = 0;
        while (position < content.length) {
            final int start = position;
            final BlockRecord.Header header = BlockRecord.headerAt(content, start)
                    .filter(found -> BlockRecord.bodyIsSound(content, start, found))
                    .orElse(null);
            if (header == null) {
                cutTail(path, content, start, last);
                return;
            }
            final Block block = parse(path, content, start, header);
            remember(new Place(file, start + BlockRecord.HEADER_LENGTH, header.length()), block);
            consumer.accept(block);
            position = start + BlockRecord.HEADER_LENGTH + header.length();
        }
    }

    private Block parse(final Path path, final byte[] content, final int position, final BlockRecord.Header header)
            throws StartFailure {
        final ByteBuffer body = ByteBuffer.wrap(content, position + BlockRecord.HEADER_LENGTH, header.length());
        try {
            final Block block = Block.parseFrom(body);
            final boolean follows = header.number() == height()
                    && block.getHeader().getNumber() == header.number()
                    && block.getHeader().getPreviousHash().equals(lastHash());
            if (!follows
                    || !BlockHash.ofData(block.getData().getDataList())
                            .equals(block.getHeader().getDataHash())) {
                throw damaged(path, position, "block " + header.number() + " does not continue the hash chain");
            }
            return block;
        } catch (InvalidProtocolBufferException e) {
            throw damaged(path, position, "block " + header.number() + " cannot be parsed");
        }
    }

    /** Only the last record of all can be torn, because each is forced before the next is written. */
    private void cutTail(final Path path, final byte[] content, final int position, final boolean last)
            throws IOException, StartFailure {
        if (!last) {
            throw damaged(path, position, "a file follows, so this is no torn tail");
        }
        for (int later = position + 1; later < content.length; later++) {
            if (BlockRecord.headerAt(content, later).isPresent()) {
                throw damaged(path, position, "a sound record follows at byte " + later + ", so this is no torn tail");
            }
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Cut off {0} bytes of a torn block {1} at the end of {2}: it was never" + " reported as committed",
                content.length - position,
                height(),
                path);
        current().truncate(position);
        current().force(true);
    }

    private static StartFailure damaged(final Path path, final int position, final String reason) {
        return new StartFailure("Cannot open block file " + path + ": it is damaged at byte " + position + " (" + reason
                + "); restore it from a copy or start with an empty data.dir");
    }

    private void remember(final Place place, final Block block) {
        synchronized (places) {
            places.add(place);
            lastHash = BlockHash.ofHeader(block.getHeader());
        }
    }

    private FileChannel current() {
        return files.get(files.size() - 1);
    }

    private void newFile(final long firstNumber) throws IOException {
        final Path path = folder.resolve("blocks-%012d.kbf".formatted(firstNumber));
        files.add(FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static List<Path> blockFiles(final Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.getFileName().toString().matches("blocks-[0-9]{12}\\.kbf"))
                    .sorted()
                    .toList();
        }
    }

    private record Place(FileChannel file, long position, int length) {}

    /** Takes the blocks of the store one by one. */
    interface BlockConsumer {
        void accept(Block block) throws StartFailure;
    }
}
