package io.kontor.evidence.channel;

import io.kontor.evidence.block.BlockCopies;
import io.kontor.evidence.block.BlockHeader;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.OrderProof;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.Ordering;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Adds to an attested bundle what shows that its transaction was ordered, and valid there (EVD-15 to EVD-19). */
public final class OrderedEvidence {

    private OrderedEvidence() {}

    /**
     * The bundle with its block, the merged signatures, the headers up to the next configuration, and an endorsed read of the log's head.
     * The read is of the head as it stands now: the bundle's must be the newest, which the verifier checks.
     *
     * @param attested a bundle of the newest head of its log
     * @param trust whose epochs name the consenters
     * @param reader how to reach the channel
     * @throws MalformedException when the channel does not order by BFT, or what is read does not fit
     */
    public static EvidenceBundle of(EvidenceBundle attested, TrustFile trust, OrderReader reader) {
        long number = reader.numberOfBlock().applyAsLong(attested.transactionId());
        Ordering ordering = trust.epochOf(number)
                .flatMap(Epoch::ordering)
                .orElseThrow(() -> new MalformedException("Cannot show order of transaction " + attested.transactionId()
                        + ": the trust file names no consenters of block " + number));
        SignedBlock block = BlockCopies.merge(reader.copies().apply(number)).withValidSignatures(ordering);
        byte[] link = reader.headRead().apply(attested.head().logId());
        return attested.ordered(OrderProof.of(block, attested.transactionId(), link)
                .withHeaders(headers(trust, number, reader.copy())));
    }

    /**
     * The headers after a block up to the next configuration block of the trust file (EVD-18): old keys of orderers cannot sign another past.
     *
     * @param trust whose epochs follow
     * @param number number of the block
     * @param copy any one copy of a block
     * @return none in the newest epoch, and none where they would be too many
     */
    public static List<BlockHeader> headers(TrustFile trust, long number, LongFunction<byte[]> copy) {
        Optional<Epoch> next =
                trust.epochs().stream().filter(epoch -> epoch.block() > number).findFirst();
        if (next.isEmpty() || next.get().block() - number > OrderProof.MAX_HEADERS) {
            return List.of();
        }
        return LongStream.rangeClosed(number + 1, next.get().block())
                .mapToObj(later -> BlockCopies.merge(List.of(copy.apply(later))).header())
                .toList();
    }
}
