package io.kontor.cli.bench;

import java.nio.ByteBuffer;

/** What one connection asks, call by call. One thread. */
interface Caller {

    /** Writes the next request, whole. */
    void write(ByteBuffer into);

    /** The answer came. */
    void answered(int status);
}
