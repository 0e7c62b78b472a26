package io.kontor.devpeer.contract;

/** A contract server cannot be reached, or left while it worked. The message names its address. */
public final class ContractUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    ContractUnavailable(final String address, final String reason) {
        super("contract server " + address + " is not available: " + reason);
    }
}
