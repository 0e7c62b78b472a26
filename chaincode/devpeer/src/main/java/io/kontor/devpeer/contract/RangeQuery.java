package io.kontor.devpeer.contract;

import io.kontor.devpeer.ledger.StateValue;
import java.util.Iterator;
import java.util.Map;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;

/** A range that a transaction reads, with a record of how far it got: validation reads the same part again. */
final class RangeQuery implements Iterator<Map.Entry<String, StateValue>> {
    /** Appended to a key it makes the next key in order. */
    private static final char NEXT_KEY = 0;

    private final String start;
    private final String end;
    private final Iterator<Map.Entry<String, StateValue>> entries;
    private final QueryReads.Builder reads = QueryReads.newBuilder();
    private String last = "";
    private boolean exhausted;

    RangeQuery(final String start, final String end, final Iterator<Map.Entry<String, StateValue>> entries) {
        this.start = start;
        this.end = end;
        this.entries = entries;
    }

    /** Asking this at the end of the range is what records that the end was seen. */
    @Override
    public boolean hasNext() {
        final boolean more = entries.hasNext();
        exhausted = !more;
        return more;
    }

    @Override
    public Map.Entry<String, StateValue> next() {
        final Map.Entry<String, StateValue> entry = entries.next();
        last = entry.getKey();
        reads.addKvReads(KVRead.newBuilder()
                .setKey(last)
                .setVersion(entry.getValue().version().toProto()));
        return entry;
    }

    /** The key at which a next page begins; empty when the range has been read to its end. */
    String bookmark() {
        return hasNext() ? last + NEXT_KEY : "";
    }

    RangeQueryInfo info() {
        return RangeQueryInfo.newBuilder()
                .setStartKey(start)
                .setEndKey(exhausted ? end : last)
                .setItrExhausted(exhausted)
                .setRawReads(reads)
                .build();
    }
}
