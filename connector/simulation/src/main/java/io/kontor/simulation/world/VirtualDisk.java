package io.kontor.simulation.world;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A machine's disk: journal segments and keys. It can fill up, fail to sync, lose what was not synced, and be copied. */
public final class VirtualDisk {

    /** How a process on it ends. */
    public enum End {
        KILLED,
        POWER_LOST
    }

    /** What the disk pretends; only for runs that show that the checks can see. */
    public enum Honesty {
        HONEST,
        /** Says that it synced and did not. */
        FORGETS_SYNC,
        /** A sync that fails is not told. */
        HIDES_FAILURE
    }

    private final Map<Long, Segment> segments;
    private final Map<String, byte[]> keys;
    private final Honesty honesty;
    private final int boot;
    private boolean full;
    private boolean failing;
    private int fuse = -1;
    private Runnable blast = () -> {};

    /** @param honesty what it pretends */
    public VirtualDisk(Honesty honesty) {
        this(new TreeMap<>(), new TreeMap<>(), honesty, 1);
    }

    private VirtualDisk(Map<Long, Segment> segments, Map<String, byte[]> keys, Honesty honesty, int boot) {
        this.segments = segments;
        this.keys = keys;
        this.honesty = honesty;
        this.boot = boot;
    }

    /** The disk as the next process finds it. */
    public VirtualDisk after(End end, Random random) {
        Map<Long, Segment> left = new TreeMap<>();
        segments.forEach((number, segment) ->
                left.put(number, end == End.KILLED ? segment.afterKill() : segment.afterPowerLoss(random)));
        return new VirtualDisk(left, new TreeMap<>(keys), honesty, end == End.KILLED ? boot : boot + 1);
    }

    /** Has no room from now on. */
    public void fill() {
        full = true;
    }

    /** The next sync fails. */
    public void failNextSync() {
        failing = true;
    }

    /** Has room and works. */
    public void mend() {
        full = false;
        failing = false;
        fuse = -1;
    }

    /**
     * Ends the process at a later operation of the disk, in the midst of it.
     *
     * @param operations which one, from 0
     * @param end ends the process
     */
    public void crashAt(int operations, Runnable end) {
        fuse = operations;
        blast = end;
    }

    /** The disk as a process uses it. */
    public Mount mount(Life life) {
        return new Mount(this, life);
    }

    /** Whether something was written and is not on the platter. */
    public boolean unsynced() {
        return segments.values().stream().anyMatch(Segment::unsynced);
    }

    /** Which run of its operating system this is. */
    int boot() {
        return boot;
    }

    Map<Long, Segment> segments() {
        return segments;
    }

    Map<String, byte[]> keys() {
        return keys;
    }

    boolean full() {
        return full;
    }

    boolean forgets() {
        return honesty == Honesty.FORGETS_SYNC;
    }

    /** Whether this sync fails; if so the disk keeps quiet about it when it hides failures. */
    boolean failsNow() {
        boolean now = failing;
        failing = false;
        return now;
    }

    boolean hides() {
        return honesty == Honesty.HIDES_FAILURE;
    }

    /** Whether the process ends in this operation. */
    boolean burnt() {
        return fuse >= 0 && fuse-- == 0;
    }

    void blast() {
        blast.run();
    }
}
