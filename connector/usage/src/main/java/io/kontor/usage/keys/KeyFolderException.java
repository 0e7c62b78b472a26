package io.kontor.usage.keys;

import org.jspecify.annotations.Nullable;

/** A key cannot be read or kept; the instance cannot start or the step is refused. */
public final class KeyFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyFolderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
