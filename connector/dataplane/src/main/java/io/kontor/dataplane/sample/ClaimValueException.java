package io.kontor.dataplane.sample;

/** A value of a claim that cannot be. */
final class ClaimValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ClaimItem item;

    ClaimValueException(ClaimItem item, String what) {
        super(what);
        this.item = item;
    }

    ClaimItem item() {
        return item;
    }
}
