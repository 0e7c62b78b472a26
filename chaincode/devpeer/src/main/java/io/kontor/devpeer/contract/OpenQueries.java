package io.kontor.devpeer.contract;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.protos.peer.QueryResultBytes;

/** The queries that a transaction has open; results go out in batches of 100. */
final class OpenQueries {
    private static final int BATCH = 100;
    private static final int MAX_OPEN = 100;

    private final Map<String, Iterator<ByteString>> open = new HashMap<>();
    private int nextId = 1;

    QueryResponse open(final Iterator<ByteString> results) throws RequestRefused {
        if (open.size() >= MAX_OPEN) {
            throw new RequestRefused("the transaction has " + MAX_OPEN + " queries open already");
        }
        final String id = String.valueOf(nextId++);
        open.put(id, results);
        return batch(id, results);
    }

    QueryResponse next(final String id) throws RequestRefused {
        final Iterator<ByteString> results = open.get(id);
        if (results == null) {
            throw new RequestRefused("query " + id + " is not open");
        }
        return batch(id, results);
    }

    QueryResponse close(final String id) {
        open.remove(id);
        return QueryResponse.newBuilder().setId(id).build();
    }

    /** One page and the place where the next one begins, which is empty when there is none. */
    static QueryResponse page(
            final Iterator<ByteString> results, final int size, final java.util.function.Supplier<String> bookmark) {
        final QueryResponse.Builder response = QueryResponse.newBuilder();
        while (response.getResultsCount() < size && results.hasNext()) {
            response.addResults(QueryResultBytes.newBuilder().setResultBytes(results.next()));
        }
        return response.setMetadata(QueryResponseMetadata.newBuilder()
                        .setFetchedRecordsCount(response.getResultsCount())
                        .setBookmark(bookmark.get())
                        .build()
                        .toByteString())
                .build();
    }

    private QueryResponse batch(final String id, final Iterator<ByteString> results) {
        final QueryResponse.Builder response = QueryResponse.newBuilder().setId(id);
        while (response.getResultsCount() < BATCH && results.hasNext()) {
            response.addResults(QueryResultBytes.newBuilder().setResultBytes(results.next()));
        }
        response.setHasMore(results.hasNext());
        if (!response.getHasMore()) {
            open.remove(id);
        }
        return response.build();
    }
}
