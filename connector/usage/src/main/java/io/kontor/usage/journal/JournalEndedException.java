package io.kontor.usage.journal;

import org.jspecify.annotations.Nullable;

/** The journal has ended for good, because a write or a sync failed or it was closed: restart the instance (JNL-6). */
public final class JournalEndedException extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalEndedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
