package io.kontor.usage.journal;

import org.jspecify.annotations.Nullable;

/** The record was not taken: the queue or the disk is full. Nothing was written; try again later. */
public final class JournalBusyException extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalBusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
