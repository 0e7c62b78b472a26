package io.kontor.extension.identity;

/** A token does not prove who speaks. The text is for the log: the peer learns only that it was refused. */
final class TokenRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    TokenRefusedException(String reason) {
        super(reason);
    }
}
