package io.kontor.usage.engine;

import org.jspecify.annotations.Nullable;

/** The instance cannot start; its message says why and what to do. Nothing was changed that a later start cannot take up. */
public final class EngineStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
