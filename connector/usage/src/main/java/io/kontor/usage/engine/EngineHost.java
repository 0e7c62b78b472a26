package io.kontor.usage.engine;

import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.usage.contact.EventFollower;
import io.kontor.usage.contact.Following;
import io.kontor.usage.contact.Threads;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.keys.KeyFolder;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What an engine stands in: everything outside it that can fail. A simulation gives its own.
 *
 * @param ledger the supplier's ledger connection; stays open when the engine closes
 * @param clock time
 * @param suite algorithms and chance
 * @param files folder of the journal; closed with the engine
 * @param steps runs the journal's sequencer; empty for a thread of its own
 * @param keys keys of the instance
 * @param threads runs blocking calls and timers; closed with the engine
 * @param events begins to follow the ledger's events
 */
public record EngineHost(
        Ledger ledger,
        InstantSource clock,
        CryptoSuite suite,
        JournalFiles files,
        Optional<Executor> steps,
        KeyFolder keys,
        Threads threads,
        Following.Start events) {

    /** This machine. */
    static EngineHost machine(UsageEngineConfig config, Ledger ledger, InstantSource clock, JournalFiles files) {
        CryptoSuite suite = CryptoSuites.named(config.suite());
        return new EngineHost(
                ledger,
                clock,
                suite,
                files,
                Optional.empty(),
                new KeyFolder(config.folder().resolve("keys"), config.protection(), suite),
                Threads.own(),
                EventFollower::new);
    }
}
