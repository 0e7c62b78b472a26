package io.kontor.usage.engine;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.usage.contact.LedgerContact;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.receiptlog.LogStore;
import java.time.InstantSource;

/** What every part of the engine stands on. */
record EngineBase(
        UsageEngineConfig config,
        CryptoSuite suite,
        InstantSource clock,
        LedgerContact contact,
        LedgerTasks tasks,
        LogStore log,
        LogState state) {}
