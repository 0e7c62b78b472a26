package io.kontor.simulation.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One file: what was written, what of it is on the platter, and the writes between. */
final class Segment {

    @SuppressWarnings("ArrayRecordComponent")
    private record Write(int position, byte[] bytes) {}

    private static final int ZEROS = 64;

    private final int capacity;
    private final List<Write> pending = new ArrayList<>();
    private byte[] written;
    private byte[] synced;
    private int extent;

    Segment(int capacity) {
        this.capacity = capacity;
        this.written = new byte[ZEROS];
        this.synced = new byte[ZEROS];
    }

    /** As far as anything was written, and some zeros of the rest. */
    int size() {
        return Math.min(capacity, extent + ZEROS);
    }

    int capacity() {
        return capacity;
    }

    void write(byte[] bytes, int position) {
        int end = position + bytes.length;
        if (end + ZEROS > written.length) {
            int grown = Math.max(end + ZEROS, written.length * 2);
            written = Arrays.copyOf(written, grown);
            synced = Arrays.copyOf(synced, grown);
        }
        System.arraycopy(bytes, 0, written, position, bytes.length);
        pending.add(new Write(position, bytes));
        extent = Math.max(extent, end);
    }

    byte[] read(int position, int length) {
        return Arrays.copyOfRange(written, position, position + Math.min(length, Math.max(0, size() - position)));
    }

    /** Whether a power loss takes anything: what no sync reached, or one that failed. */
    boolean unsynced() {
        return !Arrays.equals(written, synced);
    }

    /** What is pending reaches the platter. */
    void sync() {
        for (Write write : pending) {
            System.arraycopy(write.bytes(), 0, synced, write.position(), write.bytes().length);
        }
        pending.clear();
    }

    /** A sync that fails: what was pending counts as clean from now on and never reaches the platter, unless it is written again. */
    void failSync() {
        pending.clear();
    }

    /** Processes end and begin, the cache stays. */
    Segment afterKill() {
        Segment copy = new Segment(capacity);
        copy.written = written.clone();
        copy.synced = synced.clone();
        copy.pending.addAll(pending);
        copy.extent = extent;
        return copy;
    }

    /** What was not synced is lost, torn or there, each write by itself. */
    Segment afterPowerLoss(Random random) {
        Segment copy = new Segment(capacity);
        byte[] left = synced.clone();
        for (Write write : pending) {
            int fate = random.nextInt(3);
            int kept =
                    fate == 0 ? 0 : fate == 1 ? write.bytes().length / (2 + random.nextInt(6)) : write.bytes().length;
            System.arraycopy(write.bytes(), 0, left, write.position(), kept);
        }
        copy.written = left;
        copy.synced = left.clone();
        copy.extent = extent;
        return copy;
    }
}
