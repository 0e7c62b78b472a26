package io.kontor.evidence.verify;

import java.util.List;

/** What a verifier says about a bundle (EVD-13, EVD-14). */
public sealed interface Verdict permits ProvenVerdict, RefusedVerdict {

    /** Exit code of a command: 0 proven, 1 refused. */
    int exitCode();

    /** What it says, for people. */
    List<String> lines();
}
