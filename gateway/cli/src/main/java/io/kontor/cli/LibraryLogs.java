package io.kontor.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the libraries' own chatter out of what a person reads; their errors stay. */
final class LibraryLogs {
    /** Held, so that the levels are not forgotten with their loggers. */
    private static final List<Logger> HELD = List.of(
            Logger.getLogger("io.zonky"),
            Logger.getLogger("org.apache.pdfbox"),
            Logger.getLogger("org.apache.fontbox"),
            Logger.getLogger("io.grpc"),
            Logger.getLogger(""));

    private LibraryLogs() {}

    static void quieten() {
        HELD.forEach(logger -> logger.setLevel(Level.SEVERE));
        HELD.get(0)
                .setLevel(Level.OFF); // it reports with a trace what it throws as well, and that a dead server cannot
        // be stopped
    }
}
