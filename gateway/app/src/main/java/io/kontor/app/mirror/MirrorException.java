package io.kontor.app.mirror;

import org.jspecify.annotations.Nullable;

/** A log could not be pulled, or what came is not what the log must hold. */
final class MirrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final MirrorState state;

    MirrorException(MirrorState state, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    MirrorState state() {
        return state;
    }
}
