/**
 * The RFC 9162 Merkle tree of a receipt log: heads, inclusion and consistency proofs. Rules MRK-1 to MRK-9 stand in
 * docs/spec/merkle.md.
 *
 * <p>Start at {@link io.kontor.model.merkle.MerkleTree}; a verifier starts at {@link io.kontor.model.merkle.MerkleVerifier}.
 */
@NullMarked
package io.kontor.model.merkle;

import org.jspecify.annotations.NullMarked;
