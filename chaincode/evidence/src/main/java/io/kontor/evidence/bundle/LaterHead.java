package io.kontor.evidence.bundle;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.SignedTreeHead;
import java.util.List;

/**
 * A later head of the same log and the proof that it continues the bundle's head.
 *
 * @param to the later head
 * @param path consistency path (RFC 9162 §2.1.4)
 */
public record LaterHead(SignedTreeHead to, List<Digest32> path) {

    public LaterHead {
        path = List.copyOf(path);
    }
}
