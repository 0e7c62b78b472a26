package io.kontor.simulation.world;

import java.util.ArrayList;
import java.util.List;

/** What happened, step by step, with a running digest that is the same for the same seed. */
public final class Trace {

    /** Most lines that are kept; the digest covers all. */
    private static final int KEPT = 200_000;

    private static final long PRIME = 0x100000001B3L;

    private final List<String> lines = new ArrayList<>();
    private final Keep keep;
    private long digest = 0xCBF29CE484222325L;
    private long count;

    /** Whether lines are kept. */
    public enum Keep {
        LINES,
        DIGEST
    }

    Trace(Keep keep) {
        this.keep = keep;
    }

    void add(String line) {
        for (int i = 0; i < line.length(); i++) {
            digest = (digest ^ line.charAt(i)) * PRIME;
        }
        digest = (digest ^ '\n') * PRIME;
        count++;
        if (keep == Keep.LINES && lines.size() < KEPT) {
            lines.add(line);
        }
    }

    /** Lines so far. */
    public long count() {
        return count;
    }

    /** Digest over all lines in order. */
    public long digest() {
        return digest;
    }

    /** The kept lines. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
