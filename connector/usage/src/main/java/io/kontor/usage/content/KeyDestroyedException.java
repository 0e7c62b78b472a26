package io.kontor.usage.content;

/** The content key was destroyed with its grant; what was sealed under it is erased. */
public final class KeyDestroyedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyDestroyedException(String message) {
        super(message);
    }
}
