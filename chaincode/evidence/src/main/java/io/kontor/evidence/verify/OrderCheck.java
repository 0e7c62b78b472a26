package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import io.kontor.evidence.block.BlockHeader;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.bundle.OrderProof;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.Ordering;
import io.kontor.evidence.trust.Rule;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.model.receipt.ReceiptLog;
import java.util.List;
import java.util.Optional;

/** The block, its orderers and what read the transaction's work next (EVD-15 to EVD-19). */
final class OrderCheck {

    private final TrustFile trust;
    private final Attesters attesters;
    private final OrderProof proof;
    private final SignedBlock block;

    OrderCheck(TrustFile trust, Attesters attesters, OrderProof proof) {
        this.trust = trust;
        this.attesters = attesters;
        this.proof = proof;
        this.block = proof.block();
    }

    /** Checks the data and finds the epoch that the orderers named. */
    Epoch requireEpoch(ByteString envelope) {
        block.wrongData().ifPresent(reason -> {
            throw EvidenceCheck.BLOCK_DATA.refuse(reason);
        });
        if (!block.envelopes().get(proof.position()).equals(envelope)) {
            throw EvidenceCheck.BLOCK_DATA.refuse("envelope " + proof.position() + " of block "
                    + block.header().number() + " is another than that of the status");
        }
        EvidenceCheck check = EvidenceCheck.BLOCK_EPOCH;
        long named = block.lastConfig().orElseThrow(() -> check.refuse("the value is not in its one form"));
        Epoch epoch = trust.epochOf(block.header().number())
                .orElseThrow(() -> check.refuse("block " + block.header().number() + " belongs to no epoch"));
        if (epoch.block() != named) {
            throw check.refuse("block " + block.header().number() + " was signed under configuration block " + named
                    + ", the trust file has " + epoch.block());
        }
        return epoch;
    }

    /** Checks signatures and headers. */
    void requireOrdered(Epoch epoch) {
        EvidenceCheck check = EvidenceCheck.BLOCK_SIGNATURES;
        Ordering ordering = epoch.ordering()
                .orElseThrow(() -> check.refuse("the epoch of block " + epoch.block() + " does not order by BFT"));
        block.wrongSignatures(ordering).ifPresent(reason -> {
            throw check.refuse(reason);
        });
        if (!block.signedBy().equals(proof.signedBy())) {
            throw check.refuse("signed by " + block.signedBy() + ", the bundle names " + proof.signedBy());
        }
        requireChain(epoch);
    }

    private void requireChain(Epoch epoch) {
        EvidenceCheck check = EvidenceCheck.BLOCK_CHAIN;
        List<BlockHeader> headers = proof.headers();
        BlockHeader before = block.header();
        for (BlockHeader header : headers) {
            if (!header.follows(before)) {
                throw check.refuse("header " + header + " does not follow " + before + " with hash " + before.hash());
            }
            before = header;
        }
        if (!headers.isEmpty()) {
            Epoch next = next(epoch).orElseThrow(() -> check.refuse("there are headers and no later epoch"));
            if (before.number() != next.block() || !before.hash().equals(next.hash())) {
                throw check.refuse("the headers end at block " + before.number() + " with hash " + before.hash()
                        + ", must at block " + next.block() + " with hash " + next.hash());
            }
        }
    }

    private Optional<Epoch> next(Epoch epoch) {
        return trust.epochs().stream()
                .filter(other -> other.block() > epoch.block())
                .findFirst();
    }

    /** Checks the call that read the head as the transaction left it; what it was. */
    ProvenVerdict.Ordered requireLink(Epoch epoch, ReceiptLog log) {
        EvidenceCheck check = EvidenceCheck.LINK;
        EndorsedAction link =
                EndorsedAction.read(ByteString.copyFrom(proof.link().bytes()), trust.channel(), check);
        String function = link.requireCallOf(trust.chaincode(), check).stream()
                .findFirst()
                .map(ByteString::toStringUtf8)
                .orElse("none");
        Rule rule = trust.headRule(log.cityId()).orElse(trust.attestation());
        List<String> attestedBy = attesters.underNewest(
                epoch.block(), later -> attesters.require(link, proof.link(), later, rule, check));
        String key = "head/" + log.logId();
        BlockPosition expected = new BlockPosition(block.header().number(), proof.position());
        Optional<BlockPosition> read = link.read(trust.chaincode(), key, check);
        if (!read.equals(Optional.of(expected))) {
            throw check.refuse("the call read " + key + " of "
                    + read.map(BlockPosition::toString).orElse("nowhere") + ", must be of " + expected);
        }
        return new ProvenVerdict.Ordered(
                expected,
                proof.signedBy(),
                epoch.ordering().orElseThrow(),
                !proof.headers().isEmpty() || next(epoch).isEmpty(),
                new ProvenVerdict.Link(function, link.transactionId(), attestedBy));
    }
}
