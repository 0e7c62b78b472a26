package io.kontor.extension.policy;

/** A policy says something that the profile does not know; the message names it. Nothing of the policy may be used. */
public final class TermsRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    TermsRefusedException(String reason) {
        super(reason);
    }
}
