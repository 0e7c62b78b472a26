package io.kontor.cli.process;

import org.jspecify.annotations.Nullable;

/** A process of the deployment did not come up; the message says which and why in one line. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
