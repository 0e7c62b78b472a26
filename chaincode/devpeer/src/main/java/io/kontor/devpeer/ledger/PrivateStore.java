package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.identity.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * Private values (DEV-22): held back from the endorsement to the commit, then one file each, on disk before the block that holds its hash.
 * A value that its hash on the ledger does not name is never handed out. Thread-safe.
 */
public final class PrivateStore {

    private static final int HELD_BACK_MAX = 10_000;

    private final Path folder;
    private final LinkedHashMap<String, Map<String, ByteString>> heldBack = new LinkedHashMap<>();
    private final Map<String, Path> replaced = new HashMap<>();

    PrivateStore(final Path folder) {
        this.folder = folder;
    }

    /** Keeps what an endorsed transaction would write, until it is committed. */
    public synchronized void holdBack(final String transactionId, final Map<String, ByteString> values) {
        if (!values.isEmpty()) {
            heldBack.put(transactionId, Map.copyOf(values));
            if (heldBack.size() > HELD_BACK_MAX) {
                heldBack.remove(heldBack.keySet().iterator().next());
            }
        }
    }

    /** The private value whose hash the ledger holds; empty when it is not here. */
    public Optional<ByteString> find(final String key, final ByteString hash) {
        try {
            final ByteString value = ByteString.copyFrom(Files.readAllBytes(file(key, hash)));
            return ByteString.copyFrom(Sha256.of(value)).equals(hash) ? Optional.of(value) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the caller says that it is not available
        }
    }

    /** Puts the values of a valid transaction on disk. */
    synchronized void write(final String transactionId, final KVRWSet set) throws IOException {
        final Map<String, ByteString> values =
                Optional.ofNullable(heldBack.remove(transactionId)).orElse(Map.of());
        for (final KVWrite write : set.getWritesList()) {
            final ByteString value = values.get(write.getKey());
            if (HashedKeys.isHashed(write.getKey()) && !write.getIsDelete() && value != null) {
                force(file(write.getKey(), write.getValue()), value);
            }
        }
    }

    /** Forgets what a committed transaction replaced or purged. A snapshot may still ask for what was replaced last. */
    synchronized void forget(final KVRWSet set) throws IOException {
        for (final KVWrite write : set.getWritesList()) {
            if (HashedKeys.isHashed(write.getKey())) {
                final Path current = file(write.getKey(), write.getValue());
                final Path kept = replaced.remove(write.getKey());
                for (final Path file : filesOf(write.getKey())) {
                    if (write.getIsDelete() || (!file.equals(current) && file.equals(kept))) {
                        Files.deleteIfExists(file);
                    } else if (!file.equals(current)) {
                        replaced.put(write.getKey(), file);
                    }
                }
            }
        }
    }

    private List<Path> filesOf(final String key) throws IOException {
        final Path collection = folder.resolve(HashedKeys.collection(key));
        if (!Files.isDirectory(collection)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(collection)) {
            final String prefix = HashedKeys.hash(key) + ".";
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException("Cannot list " + collection, e);
        }
    }

    private Path file(final String key, final ByteString valueHash) {
        return folder.resolve(HashedKeys.collection(key))
                .resolve(HashedKeys.hash(key) + "." + HexFormat.of().formatHex(valueHash.toByteArray()));
    }

    private static void force(final Path file, final ByteString value) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        final Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            final ByteBuffer bytes = value.asReadOnlyByteBuffer();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
