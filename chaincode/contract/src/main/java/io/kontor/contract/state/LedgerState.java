package io.kontor.contract.state;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Drawers.Drawer;
import io.kontor.contract.state.EndorsementRules.Novelty;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.TermsCommitment;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;

/**
 * The world state as one transaction sees it: typed records, its own writes included. Nothing reaches the stub before {@link #flush}.
 * For one transaction and one thread.
 */
public final class LedgerState {

    /** The most keys that one transaction reads of a range. */
    public static final int RANGE_MAX = 10_000;

    private final ChaincodeStub stub;
    private final TreeMap<String, Optional<JsonObject>> committed = new TreeMap<>();
    private final TreeMap<String, Optional<JsonObject>> written = new TreeMap<>();
    private final Drawers drawers;

    /** @param stub the transaction */
    public LedgerState(ChaincodeStub stub) {
        this.stub = stub;
        this.drawers = new Drawers(stub, this);
    }

    /** Says who asks: negotiated terms are for members of the cities concerned (CNF-4). */
    public void openFor(String cityId) {
        drawers.openFor(cityId);
    }

    /** Whether anything private was read or written, so that the answer must not stand on the channel (CNF-5). */
    public boolean isConfidential() {
        return drawers.isAnyOpen();
    }

    /** Whether the collection holds an order's terms. */
    public boolean isConfided(String orderId, TermsCommitment terms) {
        return drawers.exists(orderId, terms);
    }

    /** Forgets all private records of an order, at every peer (CNF-6). */
    public void purge(String orderId, TermsCommitment terms) {
        drawers.purge(orderId, terms);
    }

    /** The record at the key, if there is one. */
    public <T> Optional<T> find(Key<T> key) {
        return raw(key.name()).map(json -> decode(key.name(), json, key.type().fromJson()));
    }

    /**
     * The record at the key.
     *
     * @throws ContractRejection NOT_FOUND
     */
    public <T> T require(Key<T> key) {
        return find(key)
                .orElseThrow(() -> new ContractRejection(
                        RejectionCode.NOT_FOUND, "Cannot find " + key.name() + ": the ledger has no such record"));
    }

    /** Whether a record stands at the key. */
    public boolean exists(Key<?> key) {
        return raw(key.name()).isPresent();
    }

    /** What stands at a key, without knowing its type. */
    public Optional<JsonObject> raw(String key) {
        Optional<JsonObject> own = written.get(key);
        return own != null ? own : committedAt(key);
    }

    /** Writes a record. Its JSON must read back as the same record. */
    public <T> void put(Key<T> key, T record) {
        JsonObject json = key.type().toJson().apply(record);
        T again = decode(key.name(), json, key.type().fromJson());
        if (!again.equals(record)) {
            throw new IllegalStateException("Cannot write " + key.name() + ": it reads back as " + again);
        }
        written.put(key.name(), Optional.of(json));
    }

    /** Writes a record unless one stands there. */
    public <T> void putIfAbsent(Key<T> key, T record) {
        if (!exists(key)) {
            put(key, record);
        }
    }

    /** Deletes what stands at the key. */
    public void delete(Key<?> key) {
        written.put(key.name(), Optional.empty());
    }

    /**
     * What an idempotent creation finds (CALL-3).
     *
     * @param key where it would stand
     * @param wanted what would be created
     * @param asCreated undoes what has happened to the stored record since its creation
     * @return the stored record when its content is the same, empty when there is none
     * @throws ContractRejection ALREADY_EXISTS_DIFFERENT, naming the first field that differs
     */
    public <T> Optional<T> existing(Key<T> key, T wanted, UnaryOperator<T> asCreated) {
        Optional<T> stored = find(key);
        stored.ifPresent(record -> {
            JsonObject before = key.type().toJson().apply(asCreated.apply(record));
            JsonObject now = key.type().toJson().apply(wanted);
            before.firstDifference(now).ifPresent(field -> {
                throw new ContractRejection(
                        RejectionCode.ALREADY_EXISTS_DIFFERENT,
                        "Cannot create " + key.name() + ": it exists and its field '" + field + "' differs");
            });
        });
        return stored;
    }

    /** All records under a prefix in key order, at most {@link #RANGE_MAX}. */
    public <T> List<Found<T>> all(Prefix<T> prefix) {
        List<Found<T>> found = first(prefix, RANGE_MAX + 1);
        ContractRejection.unless(
                found.size() <= RANGE_MAX,
                RejectionCode.BOUNDS,
                "Cannot read " + prefix.name() + ": it has more than " + RANGE_MAX + " keys");
        return found;
    }

    /** The first records under a prefix in key order, at most so many of the ledger's and those of this transaction. */
    public <T> List<Found<T>> first(Prefix<T> prefix, int most) {
        List<Found<T>> found = new ArrayList<>();
        for (String name : names(prefix.name(), prefix.end(), most)) {
            JsonObject json = raw(name).orElseThrow();
            found.add(new Found<>(
                    new Key<>(prefix.type(), name),
                    decode(name, json, prefix.type().fromJson())));
        }
        return found;
    }

    /**
     * A page of the records of a type; keys with more parts than the record's own, such as versions, are left out.
     *
     * @param after last key of the page before; empty for the first page
     * @param limit the most records
     */
    public <T> List<Found<T>> page(RecordType<T> type, Optional<String> after, int limit) {
        String end = type.name() + (char) ('/' + 1);
        List<Found<T>> found = new ArrayList<>();
        try (QueryResultsIterator<KeyValue> range =
                stub.getStateByRange(after.map(last -> last + "!").orElse(type.name() + "/"), end)) {
            for (KeyValue entry : range) {
                if (found.size() == limit) {
                    break;
                }
                if (entry.getKey().chars().filter(c -> c == '/').count() == type.keyParts()) {
                    JsonObject json = parse(entry.getKey(), entry.getValue()).orElseThrow();
                    found.add(new Found<>(
                            new Key<>(type, entry.getKey()), decode(entry.getKey(), json, type.fromJson())));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read page of " + type.name() + ": " + e.getMessage(), e);
        }
        return found;
    }

    /**
     * Hands the changes to the stub, in key order.
     *
     * @return the changed keys, ascending; empty when everything stands as it stood
     */
    public List<String> flush() {
        EndorsementRules rules = new EndorsementRules(this);
        List<String> keys = new ArrayList<>();
        for (Map.Entry<String, Optional<JsonObject>> entry : new TreeMap<>(written).entrySet()) {
            String key = entry.getKey();
            Optional<JsonObject> before = committedAt(key);
            if (entry.getValue().equals(before)) {
                continue;
            }
            Optional<Drawer> drawer = drawers.of(key);
            if (drawer.isPresent()) {
                drawer.get().set(key, entry.getValue());
                continue;
            }
            Novelty novelty = before.isEmpty() ? Novelty.NEW : Novelty.REWRITTEN;
            entry.getValue()
                    .flatMap(json -> rules.policyOf(key, json, novelty))
                    .ifPresent(policy -> stub.setStateValidationParameter(key, policy));
            entry.getValue()
                    .ifPresentOrElse(json -> stub.putState(key, CanonicalJson.bytes(json)), () -> stub.delState(key));
            keys.add(key);
        }
        keys.addAll(drawers.flush());
        Collections.sort(keys);
        return keys;
    }

    private List<String> names(String from, String end, int most) {
        TreeSet<String> names = new TreeSet<>();
        Optional<Drawer> drawer = drawers.of(from);
        if (drawer.isPresent()) {
            names.addAll(drawer.get().names(from, end));
        } else {
            readNames(names, from, end, most);
        }
        written.subMap(from, end).forEach((key, value) -> {
            if (value.isPresent()) {
                names.add(key);
            } else {
                names.remove(key);
            }
        });
        return List.copyOf(names);
    }

    private void readNames(Set<String> names, String from, String end, int most) {
        try (QueryResultsIterator<KeyValue> range = stub.getStateByRange(from, end)) {
            for (KeyValue entry : range) {
                committed.computeIfAbsent(entry.getKey(), key -> parse(key, entry.getValue()));
                names.add(entry.getKey());
                if (names.size() == most) {
                    break;
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read range " + from + ": " + e.getMessage(), e);
        }
    }

    private Optional<JsonObject> committedAt(String key) {
        Optional<Drawer> drawer = drawers.of(key);
        if (drawer.isPresent()) {
            return drawer.get().find(key);
        }
        Optional<JsonObject> known = committed.get(key);
        if (known == null) {
            known = parse(key, stub.getState(key));
            committed.put(key, known);
        }
        return known;
    }

    private static Optional<JsonObject> parse(String key, byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return Optional.empty();
        }
        return Optional.of(decode(key, bytes, CanonicalJson::parseCanonical));
    }

    /** What the ledger holds is not the caller's fault. */
    private static <S, T> T decode(String key, S stored, Function<S, T> codec) {
        try {
            return codec.apply(stored);
        } catch (MalformedException e) {
            throw new IllegalStateException("Cannot read " + key + ": " + e.getMessage(), e);
        }
    }
}
