package io.kontor.usage.engine;

import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.usage.contact.LedgerContact;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalException;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.keys.InstanceKeys;
import io.kontor.usage.keys.KeyFolder;
import io.kontor.usage.keys.KeyFolderException;
import io.kontor.usage.receiptlog.LogIdentity;
import io.kontor.usage.receiptlog.LogStore;
import java.time.InstantSource;

/** Starts engines. */
public final class UsageEngines {

    private UsageEngines() {}

    /**
     * Starts the engine of one instance: recovers its journal, compares it with the ledger, claims the next epoch. Blocks.
     *
     * @param config how it runs
     * @param ledger the supplier's ledger connection; stays open when the engine closes
     * @param clock time; {@link InstantSource#system()} outside tests
     * @throws EngineStartException when it cannot serve: the message says what to do
     */
    public static UsageEngine start(UsageEngineConfig config, Ledger ledger, InstantSource clock) {
        try {
            return start(
                    config, ledger, clock, JournalFiles.onDisk(config.folder().resolve("journal")));
        } catch (JournalException e) {
            throw new EngineStartException(String.valueOf(e.getMessage()), e);
        }
    }

    static UsageEngine start(UsageEngineConfig config, Ledger ledger, InstantSource clock, JournalFiles files) {
        CryptoSuite suite = CryptoSuites.intl();
        LogState state = new LogState();
        JournalConfig journal = new JournalConfig(
                config.durability(), config.limits().queue(), config.limits().segmentBytes(), config.callbacks());
        LogStore log;
        try {
            log = new LogStore(files, journal, new LogIdentity(config.logId(), suite.hash(), clock), state);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new EngineStartException("Cannot start log " + config.logId() + ": " + e.getMessage(), e);
        }
        LedgerTasks tasks = new LedgerTasks();
        try {
            KeyFolder folder = new KeyFolder(config.folder().resolve("keys"), config.protection(), suite);
            SigningKey key = new InstanceKeys(folder, suite).logKey();
            EngineBase base = new EngineBase(config, suite, clock, new LedgerContact(ledger, clock), tasks, log, state);
            EngineStart.Started started = new EngineStart(base, key).run();
            return new DefaultUsageEngine(base, folder, key, started);
        } catch (KeyFolderException e) {
            log.close();
            tasks.close();
            throw new EngineStartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            log.close();
            tasks.close();
            throw e;
        }
    }
}
