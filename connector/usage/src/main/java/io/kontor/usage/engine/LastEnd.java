package io.kontor.usage.engine;

/** How the last run of an instance ended (JNL-11). */
enum LastEnd {
    /** There was none. */
    NONE,
    /** In order. */
    CLOSED,
    /** The process ended, the operating system ran on: what was written is there. */
    KILLED,
    /** The operating system ended: in the class OS what was written last may be lost. */
    MACHINE_STOPPED
}
