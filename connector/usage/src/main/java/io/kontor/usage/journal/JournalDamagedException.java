package io.kontor.usage.journal;

import org.jspecify.annotations.Nullable;

/** The journal on disk cannot be used: in use by another process, damaged before its tail, or of another form. */
public final class JournalDamagedException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * Something does not hold together.
     *
     * @param message where, and both values
     * @param cause what failed, if it was not the journal's content
     */
    public JournalDamagedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
