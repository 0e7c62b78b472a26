package io.kontor.simulation.run;

import io.kontor.client.ledger.LedgerException;
import io.kontor.simulation.world.Life;
import io.kontor.simulation.world.World;
import io.kontor.usage.consumer.ConsumerJournalException;
import io.kontor.usage.journal.JournalException;
import io.kontor.usage.unit.ClaimsBusyException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Tells failures that a broken disk, network or ledger explains from those that fail the seed. */
final class Faults {

    private Faults() {}

    /**
     * Notes an explained failure in the trace; any other one is a surprise. What a process throws that has ended is part of its death.
     * Nothing happens without a failure.
     */
    static void note(World world, Life life, String what, @Nullable Throwable failure) {
        if (failure == null) {
            return;
        }
        Throwable cause = cause(failure);
        if (!life.alive() || explained(cause)) {
            world.note(life.name() + " " + what + ": " + cause.getClass().getSimpleName());
        } else {
            world.surprise(life.name() + " " + what + ": " + cause);
        }
    }

    private static boolean explained(Throwable cause) {
        return cause instanceof LedgerException
                || cause instanceof JournalException
                || cause instanceof ConsumerJournalException
                || cause instanceof ClaimsBusyException;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
