package io.kontor.usage.journal;

import org.jspecify.annotations.Nullable;

/** Why a record is not durable; each kind says what the caller can do next. Nothing may be released on either. */
public abstract sealed class JournalException extends RuntimeException
        permits JournalBusyException, JournalEndedException, JournalDamagedException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
