package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.devpeer.identity.Sha256;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;

/**
 * What the ledger knows of private data: hashes of keys and values by collection (DEV-22). Inside the dev peer they are keys of the world
 * state that no client can name, whose value is the hash of the private one, so they are versioned and validated as all others; in a
 * transaction they stand as Fabric's hashed read-write sets.
 */
public final class HashedKeys {

    private static final String MARK = "\u0000\u0000";
    private static final char END = '\u0000';
    /** In place of the value of a deletion that is a purge. */
    private static final ByteString PURGED = ByteString.copyFromUtf8("purged");

    private HashedKeys() {}

    /** The key under which the hash of a private value stands. */
    public static String of(final String collection, final String key) {
        return name(collection, ByteString.copyFrom(Sha256.of(ByteString.copyFromUtf8(key))));
    }

    /** Whether a key of the world state is one of these. */
    public static boolean isHashed(final String key) {
        return key.startsWith(MARK);
    }

    /** The collection of such a key. */
    public static String collection(final String key) {
        return key.substring(MARK.length(), key.lastIndexOf(END));
    }

    /** A purge: the value goes from all files. */
    public static KVWrite purge(final String key) {
        return KVWrite.newBuilder()
                .setKey(key)
                .setIsDelete(true)
                .setValue(PURGED)
                .build();
    }

    /** The hash in hex of the private key. */
    static String hash(final String key) {
        return key.substring(key.lastIndexOf(END) + 1);
    }

    /** The read-write sets of a transaction: public keys, and hashes by collection. */
    public static NsReadWriteSet split(final String namespace, final KVRWSet all) {
        final KVRWSet.Builder open = all.toBuilder().clearReads().clearWrites();
        final SortedMap<String, HashedRWSet.Builder> hashed = new TreeMap<>();
        for (final KVRead read : all.getReadsList()) {
            if (isHashed(read.getKey())) {
                final KVReadHash.Builder hash = KVReadHash.newBuilder().setKeyHash(bytes(read.getKey()));
                if (read.hasVersion()) {
                    hash.setVersion(read.getVersion());
                }
                set(hashed, read.getKey()).addHashedReads(hash);
            } else {
                open.addReads(read);
            }
        }
        for (final KVWrite write : all.getWritesList()) {
            if (isHashed(write.getKey())) {
                set(hashed, write.getKey()).addHashedWrites(hashedWrite(write));
            } else {
                open.addWrites(write);
            }
        }
        final NsReadWriteSet.Builder result = NsReadWriteSet.newBuilder()
                .setNamespace(namespace)
                .setRwset(open.build().toByteString());
        hashed.forEach((collection, set) -> result.addCollectionHashedRwset(CollectionHashedReadWriteSet.newBuilder()
                .setCollectionName(collection)
                .setHashedRwset(set.build().toByteString())));
        return result.build();
    }

    private static KVWriteHash hashedWrite(final KVWrite write) {
        final KVWriteHash.Builder hash =
                KVWriteHash.newBuilder().setKeyHash(bytes(write.getKey())).setIsDelete(write.getIsDelete());
        if (!write.getIsDelete()) {
            hash.setValueHash(write.getValue());
        }
        return hash.setIsPurge(write.getValue().equals(PURGED)).build();
    }

    /** All keys of a transaction, the hashed ones under their own names. */
    static KVRWSet join(final NsReadWriteSet set) throws InvalidProtocolBufferException {
        final KVRWSet.Builder all = KVRWSet.parseFrom(set.getRwset()).toBuilder();
        for (final CollectionHashedReadWriteSet of : set.getCollectionHashedRwsetList()) {
            final HashedRWSet hashed = HashedRWSet.parseFrom(of.getHashedRwset());
            for (final KVReadHash read : hashed.getHashedReadsList()) {
                final KVRead.Builder joined =
                        KVRead.newBuilder().setKey(name(of.getCollectionName(), read.getKeyHash()));
                if (read.hasVersion()) {
                    joined.setVersion(read.getVersion());
                }
                all.addReads(joined);
            }
            for (final KVWriteHash write : hashed.getHashedWritesList()) {
                all.addWrites(KVWrite.newBuilder()
                        .setKey(name(of.getCollectionName(), write.getKeyHash()))
                        .setIsDelete(write.getIsDelete())
                        .setValue(write.getIsPurge() ? PURGED : write.getValueHash()));
            }
        }
        return all.build();
    }

    /** Collections that a set reads or writes. */
    static List<String> collections(final KVRWSet all) {
        return java.util.stream.Stream.concat(
                        all.getReadsList().stream().map(KVRead::getKey),
                        all.getWritesList().stream().map(KVWrite::getKey))
                .filter(HashedKeys::isHashed)
                .map(HashedKeys::collection)
                .distinct()
                .toList();
    }

    private static HashedRWSet.Builder set(final SortedMap<String, HashedRWSet.Builder> sets, final String key) {
        return sets.computeIfAbsent(collection(key), name -> HashedRWSet.newBuilder());
    }

    private static String name(final String collection, final ByteString keyHash) {
        return MARK + collection + END + HexFormat.of().formatHex(keyHash.toByteArray());
    }

    private static ByteString bytes(final String key) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hash(key)));
    }
}
