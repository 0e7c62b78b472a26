package io.kontor.testkit.ledger;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A world state: a sorted map with the version of each value. Thread-safe. */
public final class InMemoryState {

    private final TreeMap<String, Versioned> values = new TreeMap<>();
    private final TreeMap<String, ByteString> policies = new TreeMap<>();
    private final TreeMap<String, ByteString> privateValues = new TreeMap<>();
    private long version;

    /**
     * A value.
     *
     * @param bytes what stands there
     * @param version number of the commit that wrote it
     */
    record Versioned(ByteString bytes, long version) {}

    synchronized InMemoryState copy() {
        InMemoryState copy = new InMemoryState();
        copy.values.putAll(values);
        copy.privateValues.putAll(privateValues);
        copy.version = version;
        return copy;
    }

    synchronized Optional<Versioned> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Entries with {@code from ≤ key < end}; an empty end is no end. */
    synchronized List<Map.Entry<String, Versioned>> range(String from, String end) {
        Map<String, Versioned> range = end.isEmpty() ? values.tailMap(from, true) : values.subMap(from, end);
        return new ArrayList<>(new TreeMap<>(range).entrySet());
    }

    /** Writes all of a transaction at once; an empty value deletes. */
    synchronized void commit(Map<String, Optional<ByteString>> writes) {
        version++;
        writes.forEach((key, value) -> value.ifPresentOrElse(
                bytes -> values.put(key, new Versioned(bytes, version)), () -> values.remove(key)));
    }

    /** Keeps the policies that a transaction gave its keys; nobody endorses here, so nothing asks for them but tests. */
    synchronized void keepPolicies(Map<String, ByteString> given) {
        policies.putAll(given);
    }

    /** Writes private values; an empty one deletes or purges. */
    synchronized void keepPrivate(Map<String, Optional<ByteString>> changes) {
        changes.forEach((key, value) ->
                value.ifPresentOrElse(bytes -> privateValues.put(key, bytes), () -> privateValues.remove(key)));
    }

    /** A private value by {@code <collection>/<key>}. */
    public synchronized Optional<ByteString> privateValue(String key) {
        return Optional.ofNullable(privateValues.get(key));
    }

    /** The policy of a key, if a transaction gave it one. */
    public synchronized Optional<ByteString> policy(String key) {
        return Optional.ofNullable(policies.get(key));
    }

    /** All keys that begin with a prefix, ascending. */
    public synchronized List<String> keys(String prefix) {
        return values.tailMap(prefix, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }

    /** What stands at a key. */
    public synchronized Optional<ByteString> value(String key) {
        return get(key).map(Versioned::bytes);
    }

    /** All keys with their values as text. */
    public synchronized SortedMap<String, String> values() {
        TreeMap<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> texts.put(key, value.bytes().toStringUtf8()));
        return texts;
    }
}
