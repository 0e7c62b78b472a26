package io.kontor.devpeer.contract;

/** A request of a contract is not allowed or not provided; the contract gets the message as an error. */
final class RequestRefused extends Exception {
    private static final long serialVersionUID = 1L;

    RequestRefused(final String message) {
        super(message);
    }
}
