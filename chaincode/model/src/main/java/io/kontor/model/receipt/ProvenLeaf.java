package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.merkle.InclusionProof;
import java.util.Base64;

/**
 * A leaf of a receipt log and the proof that it stands under the log's newest anchored head.
 *
 * @param leaf the leaf's bytes, base64
 * @param proof inclusion proof to that head
 */
public record ProvenLeaf(String leaf, InclusionProof proof) {

    public ProvenLeaf {
        Checks.base64("leaf", leaf, 4096);
    }

    /** A leaf with its proof. */
    public static ProvenLeaf of(byte[] leaf, InclusionProof proof) {
        return new ProvenLeaf(Base64.getEncoder().encodeToString(leaf), proof);
    }

    /** The leaf's bytes. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(leaf);
    }
}
