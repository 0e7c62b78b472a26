package io.kontor.usage.unit;

/** Too many claims wait for the ledger; try again later. */
public final class ClaimsBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimsBusyException(int waiting) {
        super("Cannot claim: " + waiting + " claims wait for the ledger already");
    }
}
