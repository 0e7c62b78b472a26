package io.kontor.runtime;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries write besides EDC's monitor: warnings and worse. */
final class LibraryLogs {
    /** Held here, because the log manager forgets a logger that nobody holds. */
    private static final List<Logger> SEVERE_ONLY = List.of(Logger.getLogger("org.glassfish.jersey.internal.Errors"));

    private LibraryLogs() {}

    static void onlyWarnings() {
        Logger.getLogger("").setLevel(Level.WARNING);
        SEVERE_ONLY.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
