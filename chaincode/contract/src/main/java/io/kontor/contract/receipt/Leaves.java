package io.kontor.contract.receipt;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.RejectionCode;

/** Checks that a leaf stands in its log. */
public final class Leaves {

    private Leaves() {}

    /**
     * The leaf stands at its index under the newest anchored head of the log.
     *
     * @param leaf what the bytes say
     * @param proven its bytes and the proof
     * @throws ContractRejection PROOF
     */
    public static void requireProven(LedgerState state, ReceiptLog log, LogLeaf leaf, ProvenLeaf proven, String what) {
        SignedTreeHead anchored = state.require(Keys.head(log.logId())).head();
        HashFunction hash = CryptoSuites.named(log.suite()).hash();
        Digest32 leafHash = new MerkleHasher(hash).leaf(proven.bytes());
        boolean stands = proven.proof().leafIndex() == leaf.index()
                && new MerkleVerifier(hash).includes(leafHash, proven.proof(), anchored.head());
        ContractRejection.unless(
                stands,
                RejectionCode.PROOF,
                what + ": leaf " + leafHash.hex() + " is not proven at index " + leaf.index() + " under head "
                        + TreeHeads.text(anchored));
    }
}
