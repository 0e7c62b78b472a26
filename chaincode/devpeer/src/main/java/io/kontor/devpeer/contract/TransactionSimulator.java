package io.kontor.devpeer.contract;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.identity.Sha256;
import io.kontor.devpeer.ledger.HashedKeys;
import io.kontor.devpeer.ledger.PrivateStore;
import io.kontor.devpeer.ledger.StateSnapshot;
import io.kontor.devpeer.ledger.StateValue;
import io.kontor.devpeer.ledger.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataEntry;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * Runs one transaction against a snapshot and records what it reads and writes (DEV-13). As in Fabric, a transaction
 * does not see its own writes, of two writes to a key the last counts, and a paginated query cannot stand with a write.
 * Used by one thread at a time.
 */
final class TransactionSimulator {
    private final StateSnapshot snapshot;
    private final Map<String, Optional<Version>> reads = new TreeMap<>();
    private final Map<String, KVWrite> writes = new TreeMap<>();
    private final Map<String, KVMetadataWrite> metadataWrites = new TreeMap<>();
    private final List<RangeQuery> ranges = new ArrayList<>();
    private final Map<String, ByteString> privateValues = new TreeMap<>();
    private final Set<String> collections = new TreeSet<>();
    private boolean paginated;

    TransactionSimulator(final StateSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    Optional<StateValue> read(final String key) throws RequestRefused {
        requireKey(key);
        final Optional<StateValue> value = snapshot.get(key);
        reads.putIfAbsent(key, value.map(StateValue::version));
        return value;
    }

    /** The hash of a private value; its key is read, the value is not. */
    Optional<ByteString> readHash(final String collection, final String key) throws RequestRefused {
        requireKey(key);
        return read(HashedKeys.of(collection, key)).map(StateValue::value);
    }

    /** A private value, which the collection's members alone hold. */
    Optional<ByteString> readPrivate(final String collection, final String key, final PrivateStore store)
            throws RequestRefused {
        collections.add(collection);
        final Optional<ByteString> hash = readHash(collection, key);
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        final Optional<ByteString> value = store.find(HashedKeys.of(collection, key), hash.get());
        if (value.isEmpty()) {
            throw new RequestRefused(
                    "private data matching public hash version is not available in collection " + collection);
        }
        return value;
    }

    void writePrivate(final String collection, final String key, final ByteString value) throws RequestRefused {
        requireWritable(key);
        collections.add(collection);
        final String hashed = HashedKeys.of(collection, key);
        write(hashed, ByteString.copyFrom(Sha256.of(value)));
        privateValues.put(hashed, value);
    }

    void deletePrivate(final String collection, final String key) throws RequestRefused {
        requireWritable(key);
        delete(HashedKeys.of(collection, key));
        privateValues.remove(HashedKeys.of(collection, key));
    }

    void purgePrivate(final String collection, final String key) throws RequestRefused {
        deletePrivate(collection, key);
        final String hashed = HashedKeys.of(collection, key);
        writes.put(hashed, HashedKeys.purge(hashed));
    }

    /** Private values that it would write, and the collections of which it read or wrote any. */
    PrivateChanges privateChanges() {
        return new PrivateChanges(Map.copyOf(privateValues), Set.copyOf(collections));
    }

    void write(final String key, final ByteString value) throws RequestRefused {
        requireWritable(key);
        writes.put(key, KVWrite.newBuilder().setKey(key).setValue(value).build());
    }

    void delete(final String key) throws RequestRefused {
        requireWritable(key);
        writes.put(key, KVWrite.newBuilder().setKey(key).setIsDelete(true).build());
    }

    void writeMetadata(final String key, final KVMetadataEntry entry) throws RequestRefused {
        requireWritable(key);
        metadataWrites.put(
                key, KVMetadataWrite.newBuilder().setKey(key).addEntries(entry).build());
    }

    RangeQuery range(final String start, final String end) {
        final RangeQuery query = new RangeQuery(start, end, snapshot.range(start, end));
        ranges.add(query);
        return query;
    }

    /** Like {@link #range}, but bars the transaction from writing. */
    RangeQuery paginatedRange(final String start, final String end) throws RequestRefused {
        if (!writes.isEmpty() || !metadataWrites.isEmpty()) {
            throw new RequestRefused("a paginated query cannot follow a write in one transaction");
        }
        paginated = true;
        return range(start, end);
    }

    long height() {
        return snapshot.height();
    }

    KVRWSet result() {
        final KVRWSet.Builder set =
                KVRWSet.newBuilder().addAllWrites(writes.values()).addAllMetadataWrites(metadataWrites.values());
        reads.forEach((key, version) -> {
            final KVRead.Builder read = KVRead.newBuilder().setKey(key);
            version.ifPresent(found -> read.setVersion(found.toProto()));
            set.addReads(read);
        });
        ranges.forEach(range -> set.addRangeQueriesInfo(range.info()));
        return set.build();
    }

    private void requireWritable(final String key) throws RequestRefused {
        requireKey(key);
        if (paginated) {
            throw new RequestRefused("a write to key " + key + " cannot follow a paginated query in one transaction");
        }
    }

    private static void requireKey(final String key) throws RequestRefused {
        if (key.isEmpty()) {
            throw new RequestRefused("an empty key is not allowed");
        }
    }
}
