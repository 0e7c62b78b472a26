package io.kontor.network.fabric;

/** How the orderers of a network agree. */
public enum Ordering {
    /** Any orderer may lie; four stand one that does. Needs Fabric 3. */
    BFT,
    /** Orderers may crash, none lies. Runs on Fabric 2.5 and 3. */
    RAFT
}
