package io.kontor.evidence.verify;

import java.util.List;

/**
 * The bundle proves nothing.
 *
 * @param check the first link that does not hold
 * @param reason why, with both values
 */
public record RefusedVerdict(EvidenceCheck check, String reason) implements Verdict {

    @Override
    public int exitCode() {
        return 1;
    }

    @Override
    public List<String> lines() {
        return List.of("REFUSED at " + check.link() + " (" + check.rule() + "): " + reason);
    }
}
