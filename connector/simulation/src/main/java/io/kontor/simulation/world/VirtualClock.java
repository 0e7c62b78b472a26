package io.kontor.simulation.world;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clock: the world's time and a deviation that can be stepped. */
public final class VirtualClock extends Clock {

    private final World world;
    private long deviation;

    /** @param world whose time it shows */
    public VirtualClock(World world) {
        this.world = world;
    }

    /** Steps it. */
    public void deviate(long milliseconds) {
        deviation = milliseconds;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return world.now() + deviation;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
