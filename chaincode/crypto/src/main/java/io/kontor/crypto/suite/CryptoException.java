package io.kontor.crypto.suite;

/** A key, a signature's form or a sealed text that cannot be used. The message never holds secret material. */
public final class CryptoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message "Cannot verb thing: reason" */
    public CryptoException(String message) {
        super(message);
    }

    /**
     * @param message "Cannot verb thing: reason"
     * @param cause what the library reported
     */
    public CryptoException(String message, Throwable cause) {
        super(message, cause);
    }
}
