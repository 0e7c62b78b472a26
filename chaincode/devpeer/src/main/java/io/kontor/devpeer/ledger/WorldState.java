package io.kontor.devpeer.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The world state in memory. One thread writes; any number read through snapshots, which see whole blocks only and
 * hold no lock. A key keeps older values as long as a snapshot may ask for them.
 */
final class WorldState {
    private final ConcurrentNavigableMap<String, Cell> cells = new ConcurrentSkipListMap<>(KeyOrder.UTF_8);
    private final Map<String, List<Version>> writes = new ConcurrentHashMap<>();
    private final TreeMap<Long, Integer> openSnapshots = new TreeMap<>();
    private final Deque<Deletion> deletions = new ArrayDeque<>();
    private long height;

    /** What the writer sees: everything that it wrote, published or not. */
    StateView newest() {
        return new View(Long.MAX_VALUE);
    }

    /** The published state. */
    StateSnapshot snapshot() {
        synchronized (openSnapshots) {
            openSnapshots.merge(height, 1, Integer::sum);
            return new Snapshot(height);
        }
    }

    /** Writes or, with null, deletes. Invisible to snapshots until {@link #publish}. */
    void write(final String key, final Version version, final @Nullable StateValue value) {
        replace(key, version, value);
        final List<Version> versions = writes.computeIfAbsent(key, unused -> new ArrayList<>());
        synchronized (versions) {
            versions.add(version);
        }
        if (value == null) {
            deletions.add(new Deletion(key, version));
        }
    }

    /** Writes a value's metadata: a new version, but no entry of the key's history. */
    void writeMetadata(final String key, final StateValue value) {
        replace(key, value.version(), value);
    }

    /** Makes all blocks below the height visible to new snapshots. */
    void publish(final long newHeight) {
        synchronized (openSnapshots) {
            height = newHeight;
        }
        final long needed = oldestNeeded();
        while (!deletions.isEmpty() && deletions.getFirst().version().block() < needed) {
            final Deletion deletion = deletions.removeFirst();
            cells.computeIfPresent(
                    deletion.key(), (key, cell) -> cell.version.equals(deletion.version()) ? null : cell);
        }
    }

    /** All versions in which a valid transaction wrote or deleted the key, oldest first. */
    List<Version> writesOf(final String key) {
        final List<Version> versions = writes.get(key);
        if (versions == null) {
            return List.of();
        }
        synchronized (versions) {
            return List.copyOf(versions);
        }
    }

    private void replace(final String key, final Version version, final @Nullable StateValue value) {
        final Cell head = cells.get(key);
        cells.put(key, new Cell(value, version, head == null ? null : head.since(oldestNeeded())));
    }

    private long oldestNeeded() {
        synchronized (openSnapshots) {
            return openSnapshots.isEmpty() ? height : Math.min(height, openSnapshots.firstKey());
        }
    }

    private record Deletion(String key, Version version) {}

    /** One value of a key and the older ones behind it. */
    private record Cell(
            @Nullable StateValue value,
            Version version,
            @Nullable Cell older) {

        /** This cell with as many older ones as a snapshot of the given height or later can see. */
        Cell since(final long oldestHeight) {
            if (version.block() < oldestHeight || older == null) {
                return new Cell(value, version, null);
            }
            return new Cell(value, version, older.since(oldestHeight));
        }

        @Nullable StateValue at(final long viewHeight) {
            Cell cell = this;
            while (cell != null && cell.version.block() >= viewHeight) {
                cell = cell.older;
            }
            return cell == null ? null : cell.value;
        }
    }

    private class View implements StateView {
        private final long viewHeight;

        View(final long viewHeight) {
            this.viewHeight = viewHeight;
        }

        @Override
        public Optional<StateValue> get(final String key) {
            final Cell cell = cells.get(key);
            return cell == null ? Optional.empty() : Optional.ofNullable(cell.at(viewHeight));
        }

        @Override
        public Iterator<Map.Entry<String, StateValue>> range(final String start, final String end) {
            if (!end.isEmpty() && KeyOrder.UTF_8.compare(start, end) >= 0) {
                return Collections.emptyIterator();
            }
            final ConcurrentNavigableMap<String, Cell> part =
                    end.isEmpty() ? cells.tailMap(start, true) : cells.subMap(start, true, end, false);
            return new RangeIterator(part.entrySet().iterator(), viewHeight);
        }
    }

    private final class Snapshot extends View implements StateSnapshot {
        private final long height;
        private boolean closed;

        Snapshot(final long height) {
            super(height);
            this.height = height;
        }

        @Override
        public long height() {
            return height;
        }

        @Override
        public void close() {
            synchronized (openSnapshots) {
                if (!closed) {
                    closed = true;
                    openSnapshots.computeIfPresent(height, (key, count) -> count == 1 ? null : count - 1);
                }
            }
        }
    }

    private static final class RangeIterator implements Iterator<Map.Entry<String, StateValue>> {
        private final Iterator<Map.Entry<String, Cell>> entries;
        private final long viewHeight;
        private Map.@Nullable Entry<String, StateValue> next;

        RangeIterator(final Iterator<Map.Entry<String, Cell>> entries, final long viewHeight) {
            this.entries = entries;
            this.viewHeight = viewHeight;
        }

        @Override
        public boolean hasNext() {
            while (next == null && entries.hasNext()) {
                final Map.Entry<String, Cell> entry = entries.next();
                final StateValue value = entry.getValue().at(viewHeight);
                if (value != null) {
                    next = Map.entry(entry.getKey(), value);
                }
            }
            return next != null;
        }

        @Override
        public Map.Entry<String, StateValue> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            final Map.Entry<String, StateValue> result = java.util.Objects.requireNonNull(next);
            next = null;
            return result;
        }
    }
}
