package io.kontor.crypto.suite;

import java.nio.ByteBuffer;

/** A MAC that is fed piece by piece under one key; one thread at a time. After {@link #finish} it begins anew. */
public interface StreamMac {

    /** Takes bytes. */
    void update(byte[] from, int offset, int length);

    /** Takes the remaining bytes of a buffer, whose position does not change. */
    void update(ByteBuffer from);

    /** The MAC of what was taken: 32 bytes. */
    byte[] finish();
}
