package io.kontor.cli.chaos;

import java.util.List;

/** Kinds of what befalls the processes of a run. */
enum Blow {
    /** A data plane is killed and started again. */
    KILL_PLANE,
    /** A copy of a data plane's disk is started beside the original, which some time later comes back. */
    COPY_DISK,
    /** The development peer is killed and started again. */
    KILL_LEDGER,
    /** The orderer that leads the others is killed and stays away until they have chosen another. */
    KILL_LEADER,
    /** The peer by which the data planes reach the ledger is killed and started again. */
    KILL_GATEWAY,
    /** Another organisation's peer is killed and started again. */
    KILL_PEER,
    /** A contract server is killed and started again. */
    KILL_CONTRACT,
    /** PostgreSQL is killed and started again. */
    KILL_DATABASE,
    /** A data plane can make no new file of a journal's size. */
    NO_NEW_SEGMENT,
    /** A data plane can write nothing to its journal. */
    DISK_FULL,
    /** The clock of a data plane is stepped and put right again. */
    STEP_CLOCK,
    /** A data plane stands still and goes on. */
    PAUSE_PLANE;

    /** Blows to all but the ledger are drawn from it without putting them back; data planes are killed most. */
    static final List<Blow> DECK = List.of(
            KILL_PLANE,
            KILL_PLANE,
            KILL_PLANE,
            COPY_DISK,
            KILL_DATABASE,
            NO_NEW_SEGMENT,
            DISK_FULL,
            STEP_CLOCK,
            PAUSE_PLANE);
}
