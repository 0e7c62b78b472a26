package io.kontor.usage.journal;

import io.kontor.model.id.Digest32;

/** Takes the records of one draft into the present batch; used on the sequencer's thread only. */
public interface RecordSink {

    /** Longest payload of a record in bytes. */
    int MAX_PAYLOAD = 256 * 1024;

    /**
     * Adds a record.
     *
     * @param type kind of the record, 1 to 127; its meaning is the owner's
     * @param payload exact bytes
     * @return where it will stand
     */
    RecordPosition add(int type, byte[] payload);

    /**
     * Adds a record whose digest is known already.
     *
     * @param type kind of the record, 1 to 127
     * @param payload exact bytes
     * @param digest H(0x00 ‖ payload) under the journal's hash function, as of a leaf
     * @return where it will stand
     */
    RecordPosition add(int type, byte[] payload, Digest32 digest);

    /** Has this batch synced whatever the durability class (JNL-5). */
    void force();
}
