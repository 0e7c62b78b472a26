package io.kontor.model.receipt;

import java.util.Optional;

/** A leaf of a receipt log; its bytes are those of {@link LeafCodec} (RCP-1). */
public sealed interface LogLeaf
        permits CallReceipt, EpochOpenedLeaf, SessionRefusedLeaf, LeaseClosedLeaf, PeriodClosedLeaf, ConsumerHeadLeaf {

    /** What the leaf records. */
    LeafKind kind();

    /** The log that it stands in. */
    String logId();

    /** Epoch of the instance that wrote it. */
    long epoch();

    /** Its index in the log, from 0. */
    long index();

    /** Epoch milliseconds, never going back within a log (RCP-5). */
    long time();

    /** The grant whose parties it concerns; empty for leaves about the log itself. */
    default Optional<String> concernedGrant() {
        return Optional.empty();
    }
}
