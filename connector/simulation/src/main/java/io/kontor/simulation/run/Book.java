package io.kontor.simulation.run;

import io.kontor.usage.call.CallEnvelope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
     * @param at when
     * @param endedHere when the grant was ended by a command that the disk of the machine holds
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
            byte[] leaf,
            long at,
            Optional<Long> endedHere) {

        /** What takes one unit: a call in one epoch of a log. */
        String execution() {
            return logId + " " + epoch + " " + callId;
        }
    }

    private final List<Delivered> delivered = new ArrayList<>();
    private final Map<String, Long> endedOnLedger = new TreeMap<>();
    private final Map<String, Long> writtenOff = new TreeMap<>();
    private final Set<String> forked = new HashSet<>();
    private final Set<String> lossy = new HashSet<>();
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

    /** A machine in the durability class OS lost its power while something was not synced. */
    void lose(String logId) {
        lossy.add(logId);
    }

    boolean lossy(String logId) {
        return lossy.contains(logId);
    }

    /** A grant ended on the ledger. */
    void endOnLedger(String grantId, long at) {
        endedOnLedger.putIfAbsent(grantId, at);
    }

    Map<String, Long> endedOnLedger() {
        return endedOnLedger;
    }

    /** The supplier's officer wrote a log off. */
    void writeOff(String logId, long at) {
        writtenOff.put(logId, at);
    }

    /** When each log was written off. */
    Map<String, Long> writtenOff() {
        return writtenOff;
    }

    /** Whether what was delivered in a log may stand in no log that is left: two disks wrote it, one was lost, or it was written off. */
    boolean broken(String logId) {
        return forked(logId) || lossy(logId) || writtenOff.containsKey(logId);
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
