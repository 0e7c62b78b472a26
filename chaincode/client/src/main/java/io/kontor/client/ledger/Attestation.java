package io.kontor.client.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks for an endorsed answer of as many organisations as answer, and of no fewer than are enough. */
public final class Attestation {

    private Attestation() {}

    /**
     * The answer that all endorse, or else all that are reachable.
     *
     * @param organisations whom to ask
     * @param enough whether these organisations are enough
     * @param ask asks exactly these organisations
     * @throws LedgerUnavailableException when those that answer are not enough
     */
    public static byte[] of(
            List<String> organisations, Predicate<List<String>> enough, Function<List<String>, byte[]> ask) {
        try {
            return ask.apply(organisations);
        } catch (LedgerUnavailableException e) {
            List<String> reachable = new ArrayList<>();
            for (String organisation : organisations) {
                if (answers(organisation, ask)) {
                    reachable.add(organisation);
                }
            }
            if (reachable.isEmpty() || !enough.test(reachable)) {
                throw new LedgerUnavailableException(
                        "Cannot attest: of " + organisations + " only " + reachable
                                + " answer, and they are not enough: " + e.getMessage(),
                        e);
            }
            return ask.apply(reachable);
        }
    }

    private static boolean answers(String organisation, Function<List<String>, byte[]> ask) {
        try {
            return ask.apply(List.of(organisation)).length > 0;
        } catch (LedgerUnavailableException e) {
            return false; // it is asked in order to learn just this
        }
    }
}
