package io.kontor.usage.engine;

import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.usage.contact.LedgerContact;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalException;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.keys.InstanceKeys;
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
        try {
            return start(config, EngineHost.machine(config, ledger, clock, files));
        } catch (KeyFolderException e) {
            throw new EngineStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Starts an engine in surroundings of one's own.
     *
     * @param config how it runs; its folder and protection are the host's matter
     * @param host what it stands in
     * @throws EngineStartException when it cannot serve: the message says what to do
     */
    public static UsageEngine start(UsageEngineConfig config, EngineHost host) {
        LogState state = new LogState();
        JournalConfig journal = new JournalConfig(
                config.durability(),
                config.limits().queue(),
                config.limits().segmentBytes(),
                config.callbacks(),
                config.wakes(),
                host.steps(),
                host.suite().hash());
        LogStore log;
        try {
            LogIdentity identity = new LogIdentity(config.logId(), host.suite().hash(), host.clock());
            log = new LogStore(host.files(), journal, identity, state);
        } catch (JournalException e) {
            throw new EngineStartException(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new EngineStartException("Cannot start log " + config.logId() + ": " + e.getMessage(), e);
        }
        LedgerTasks tasks = new LedgerTasks(host.threads());
        try {
            SigningKey key = new InstanceKeys(host.keys(), host.suite()).logKey();
            LedgerContact contact = new LedgerContact(host.ledger(), host.clock());
            EngineBase base = new EngineBase(config, host.suite(), host.clock(), contact, tasks, log, state);
            EngineStart.Started started =
                    new EngineStart(base, key, host.files().bootId()).run();
            return new DefaultUsageEngine(base, host, key, started);
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
