package io.kontor.network.process;

import java.util.regex.Pattern;

/** Says in plain words when a node refuses what it is sent for its time. */
public final class Clocks {
    /** What peers and orderers of Fabric say. */
    private static final Pattern REFUSED =
            Pattern.compile("incorrect timestamp .*, peer time |apart from current server time ");

    private Clocks() {}

    /** The reason, led by what it means when it is about time. */
    public static String explain(String reason) {
        return REFUSED.matcher(reason).find()
                ? "the clocks of this machine and of the node differ by more than the node's window of 15 minutes, keep"
                        + " both by NTP (" + reason + ")"
                : reason;
    }
}
