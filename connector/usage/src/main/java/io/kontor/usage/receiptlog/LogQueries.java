package io.kontor.usage.receiptlog;

import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.InclusionProof;
import java.util.List;

/** What mirrors and parties ask of a log (LOG-5). Thread-safe. Only durable leaves are seen. */
public interface LogQueries {

    /** Largest page of leaves. */
    int MAX_LEAVES = 1000;

    /** The newest signed head and the newest anchored one. */
    HeadView head();

    /**
     * A page of leaves in index order.
     *
     * @param from first index
     * @param limit 1 to {@link #MAX_LEAVES}
     * @throws io.kontor.model.rejection.MalformedException when a bound is broken
     */
    List<LoggedLeaf> leaves(long from, int limit);

    /**
     * Shows that a leaf stands in the tree of a size.
     *
     * @param index leaf index
     * @param size tree size, at most the log's
     */
    InclusionProof inclusion(long index, long size);

    /**
     * Shows that a tree extends an earlier one.
     *
     * @param from earlier size
     * @param to later size, at most the log's
     */
    ConsistencyProof consistency(long from, long to);
}
