package io.kontor.devpeer.ledger;

/** A view that blocks committed later do not change. Close it, or old values stay in memory. */
public interface StateSnapshot extends StateView, AutoCloseable {

    /** Number of blocks that it contains. */
    long height();

    @Override
    void close();
}
