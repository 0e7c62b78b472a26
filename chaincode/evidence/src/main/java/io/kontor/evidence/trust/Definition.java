package io.kontor.evidence.trust;

import io.kontor.model.id.Checks;
import java.util.Optional;

/**
 * A definition of the contract.
 *
 * @param at where it was committed
 * @param sequence its number
 * @param version its version
 * @param policy its own endorsement policy; without one the epoch's holds
 */
public record Definition(BlockPosition at, long sequence, String version, Optional<Rule> policy) {

    public Definition {
        Checks.range("sequence", sequence, 1, Checks.MAX);
        Checks.text("version", version, 200);
    }
}
