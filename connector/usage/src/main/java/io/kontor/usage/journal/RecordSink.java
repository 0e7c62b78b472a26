package io.kontor.usage.journal;

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
}
