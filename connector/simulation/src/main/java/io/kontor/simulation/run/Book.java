package io.kontor.simulation.run;

import io.kontor.usage.call.CallEnvelope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What really happened, as nobody in the run knows it. */
final class Book {

    /**
     * Bytes of a call left a machine for the first time in a process.
     *
     * @param machine machine
     * @param logId log
     * @param epoch epoch of the process
     * @param callId call
     * @param grantId grant
     * @param consentId consent
     * @param index index of the receipt
     * @param leaf the receipt
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Delivered(
            String machine,
            String logId,
            long epoch,
            String callId,
            String grantId,
            Optional<String> consentId,
            long index,
            byte[] leaf) {}

    private final List<Delivered> delivered = new ArrayList<>();
    private final Set<String> forked = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private boolean askedTwice;
    private long admitted;
    private long answered;

    void deliver(Delivered delivery) {
        delivered.add(delivery);
    }

    List<Delivered> delivered() {
        return delivered;
    }

    /** A log was written by two disks. */
    void fork(String logId) {
        forked.add(logId);
    }

    boolean forked(String logId) {
        return forked.contains(logId);
    }

    /** A request arrived: the network may bring one twice. */
    void arrived(CallEnvelope request) {
        if (!asked.add(request.session() + " " + request.sequence())) {
            askedTwice = true;
        }
    }

    /** Whether any request arrived twice, so that a code may have answered an attempt that was executed. */
    boolean anyAskedTwice() {
        return askedTwice;
    }

    void admitted() {
        admitted++;
    }

    void answered() {
        answered++;
    }

    long admittedCalls() {
        return admitted;
    }

    long answeredCalls() {
        return answered;
    }
}
