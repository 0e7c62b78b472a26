package io.kontor.evidence.log;

import java.util.List;
import java.util.Optional;

/**
 * What a verifier says about a log export (LEX-3).
 *
 * @param broken the first check that does not hold
 * @param lines what it says, for people
 */
public record LogVerdict(Optional<LogCheck> broken, List<String> lines) {

    public LogVerdict {
        lines = List.copyOf(lines);
    }

    /** Exit code of a command: 0 whole, 1 broken. */
    public int exitCode() {
        return broken.isPresent() ? 1 : 0;
    }
}
