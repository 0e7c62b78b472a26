package io.kontor.dataplane.call;

import java.util.Optional;

/** Which agreements have a started flow (DPL-34). Thread-safe; does not block. */
public interface ServedGrants {

    /**
     * Asks for an agreement.
     *
     * @param grantId agreement
     * @return its resource while a flow of the agreement is started
     */
    Optional<String> resourceOf(String grantId);
}
