package io.kontor.testkit.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved. Thread-safe. */
public final class SettableClock extends Clock {

    private volatile Instant now;

    /** @param now where it stands */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Moves it. */
    public void set(Instant instant) {
        this.now = instant;
    }

    /** Moves it on. */
    public void advance(Duration by) {
        this.now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
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
