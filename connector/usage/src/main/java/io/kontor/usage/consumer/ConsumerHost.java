package io.kontor.usage.consumer;

import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.usage.journal.JournalFiles;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a consumer's journal stands in: everything outside it that can fail. A simulation gives its own.
 *
 * @param ledger the buyer's ledger connection
 * @param clock own clock
 * @param suite algorithms and chance
 * @param files folder of the journal; closed with it
 * @param segmentBytes size of a segment
 * @param steps runs the journal's sequencer; empty for a thread of its own
 */
public record ConsumerHost(
        Ledger ledger,
        InstantSource clock,
        CryptoSuite suite,
        JournalFiles files,
        int segmentBytes,
        Optional<Executor> steps) {

    private static final int SEGMENT_BYTES = 16 << 20;

    /** This machine. */
    static ConsumerHost machine(ConsumerConfig config, Ledger ledger, InstantSource clock, JournalFiles files) {
        return new ConsumerHost(
                ledger, clock, CryptoSuites.named(config.suite()), files, SEGMENT_BYTES, Optional.empty());
    }
}
