package io.kontor.cli.chaos;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerSite;
import java.util.List;
import java.util.Random;

/** The ledger that chaos is played on: how it is reached, what can befall it and how it comes back. Thread-safe. */
interface ChaosLedger extends AutoCloseable {

    /** Where each organisation reaches it. */
    LedgerSite site();

    /** Keys of everybody, as this ledger knows them. */
    KeyStoreFolder keys();

    /** What the names of this command's records end in; a ledger that stays knows those of earlier ones. */
    String suffix();

    /** Whether the members of the deal and its product stand there from an earlier command. */
    boolean isPrepared();

    /** Says that they stand there. */
    void markPrepared();

    /** Starts it, where that is this command's task. */
    void start();

    /** What befalls it, once each. */
    List<Blow> blows();

    /**
     * Kills a process of it.
     *
     * @param random draws where there are several of the kind
     * @return its name
     */
    String kill(Blow blow, Random random);

    /** Starts a process again that was killed, if it is still down. */
    void startAgain(String name);

    /** Starts all that is down and waits until it answers. */
    void mend();

    @Override
    void close();
}
