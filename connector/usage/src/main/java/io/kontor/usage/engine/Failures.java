package io.kontor.usage.engine;

import java.util.concurrent.CompletionException;

/** Failures of stages without the wrapping of their library. */
final class Failures {

    private Failures() {}

    static RuntimeException of(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
