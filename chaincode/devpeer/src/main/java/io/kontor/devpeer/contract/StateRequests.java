package io.kontor.devpeer.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.devpeer.ledger.Ledger;
import io.kontor.devpeer.ledger.StateSnapshot;
import io.kontor.devpeer.ledger.StateValue;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.ledger.queryresult.KV;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataEntry;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.GetHistoryForKey;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.GetStateByRange;
import org.hyperledger.fabric.protos.peer.GetStateMetadata;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.PutStateMetadata;
import org.hyperledger.fabric.protos.peer.QueryMetadata;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.hyperledger.fabric.protos.peer.QueryStateClose;
import org.hyperledger.fabric.protos.peer.QueryStateNext;
import org.hyperledger.fabric.protos.peer.StateMetadata;
import org.hyperledger.fabric.protos.peer.StateMetadataResult;

/** Answers the requests that a contract makes while one transaction runs (DEV-14). */
final class StateRequests {
    private static final System.Logger LOG = System.getLogger(StateRequests.class.getName());
    private static final int MAX_PAGE = 10_000;

    private final String namespace;
    private final Ledger ledger;
    private final CollectionAccess access;
    private final TransactionSimulator simulator;
    private final OpenQueries queries = new OpenQueries();

    StateRequests(final ContractCall call, final Ledger ledger, final StateSnapshot snapshot) {
        this.namespace = call.chaincode();
        this.access = call.access();
        this.ledger = ledger;
        this.simulator = new TransactionSimulator(snapshot);
    }

    /** RESPONSE with the answer, or ERROR with a reason. */
    ChaincodeMessage answer(final ChaincodeMessage request) {
        final ChaincodeMessage.Builder message =
                ChaincodeMessage.newBuilder().setTxid(request.getTxid()).setChannelId(request.getChannelId());
        try {
            return message.setType(ChaincodeMessage.Type.RESPONSE)
                    .setPayload(payload(request.getType(), request.getPayload()))
                    .build();
        } catch (RequestRefused | InvalidProtocolBufferException | UncheckedIOException e) {
            // Logged, because the Java shim does not pass the reason on to the contract.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Cannot answer {0} of transaction {1}: {2}",
                    request.getType(),
                    request.getTxid(),
                    e.getMessage());
            return message.setType(ChaincodeMessage.Type.ERROR)
                    .setPayload(ByteString.copyFromUtf8(String.valueOf(e.getMessage())))
                    .build();
        }
    }

    KVRWSet result() {
        return simulator.result();
    }

    PrivateChanges privateChanges() {
        return simulator.privateChanges();
    }

    private ByteString payload(final ChaincodeMessage.Type type, final ByteString request)
            throws RequestRefused, InvalidProtocolBufferException {
        return switch (type) {
            case GET_STATE -> getState(GetState.parseFrom(request));
            case PUT_STATE -> putState(PutState.parseFrom(request));
            case DEL_STATE -> deleteState(DelState.parseFrom(request));
            case GET_PRIVATE_DATA_HASH -> getHash(GetState.parseFrom(request));
            case PURGE_PRIVATE_DATA -> purge(DelState.parseFrom(request));
            case GET_STATE_METADATA -> getMetadata(GetStateMetadata.parseFrom(request));
            case PUT_STATE_METADATA -> putMetadata(PutStateMetadata.parseFrom(request));
            case GET_STATE_BY_RANGE -> range(GetStateByRange.parseFrom(request)).toByteString();
            case GET_HISTORY_FOR_KEY ->
                history(GetHistoryForKey.parseFrom(request)).toByteString();
            case QUERY_STATE_NEXT ->
                queries.next(QueryStateNext.parseFrom(request).getId()).toByteString();
            case QUERY_STATE_CLOSE ->
                queries.close(QueryStateClose.parseFrom(request).getId()).toByteString();
            default -> throw new RequestRefused(type + " is not provided by the development peer");
        };
    }

    private ByteString getState(final GetState request) throws RequestRefused {
        if (!request.getCollection().isEmpty()) {
            access.requireValues(request.getCollection());
            return simulator
                    .readPrivate(request.getCollection(), request.getKey(), ledger.privateData())
                    .orElse(ByteString.EMPTY);
        }
        return simulator.read(request.getKey()).map(StateValue::value).orElse(ByteString.EMPTY);
    }

    private ByteString getHash(final GetState request) throws RequestRefused {
        access.known(request.getCollection());
        return simulator.readHash(request.getCollection(), request.getKey()).orElse(ByteString.EMPTY);
    }

    private ByteString putState(final PutState request) throws RequestRefused {
        if (request.getCollection().isEmpty()) {
            simulator.write(request.getKey(), request.getValue());
        } else {
            access.requireValues(request.getCollection());
            simulator.writePrivate(request.getCollection(), request.getKey(), request.getValue());
        }
        return ByteString.EMPTY;
    }

    private ByteString deleteState(final DelState request) throws RequestRefused {
        if (request.getCollection().isEmpty()) {
            simulator.delete(request.getKey());
        } else {
            access.requireValues(request.getCollection());
            simulator.deletePrivate(request.getCollection(), request.getKey());
        }
        return ByteString.EMPTY;
    }

    private ByteString purge(final DelState request) throws RequestRefused {
        access.requireValues(request.getCollection());
        simulator.purgePrivate(request.getCollection(), request.getKey());
        return ByteString.EMPTY;
    }

    private ByteString getMetadata(final GetStateMetadata request) throws RequestRefused {
        requireNoCollection(request.getCollection());
        final StateMetadataResult.Builder result = StateMetadataResult.newBuilder();
        final List<KVMetadataEntry> entries =
                simulator.read(request.getKey()).map(StateValue::metadata).orElse(List.of());
        entries.forEach(entry -> result.addEntries(
                StateMetadata.newBuilder().setMetakey(entry.getName()).setValue(entry.getValue())));
        return result.build().toByteString();
    }

    private ByteString putMetadata(final PutStateMetadata request) throws RequestRefused {
        requireNoCollection(request.getCollection());
        simulator.writeMetadata(
                request.getKey(),
                KVMetadataEntry.newBuilder()
                        .setName(request.getMetadata().getMetakey())
                        .setValue(request.getMetadata().getValue())
                        .build());
        return ByteString.EMPTY;
    }

    private QueryResponse range(final GetStateByRange request) throws RequestRefused, InvalidProtocolBufferException {
        requireNoCollection(request.getCollection());
        if (request.getMetadata().isEmpty()) {
            return queries.open(results(simulator.range(request.getStartKey(), request.getEndKey())));
        }
        final QueryMetadata page = QueryMetadata.parseFrom(request.getMetadata());
        if (page.getPageSize() < 1 || page.getPageSize() > MAX_PAGE) {
            throw new RequestRefused("page size must be from 1 to " + MAX_PAGE + ", is " + page.getPageSize());
        }
        final String start = page.getBookmark().isEmpty() ? request.getStartKey() : page.getBookmark();
        final RangeQuery query = simulator.paginatedRange(start, request.getEndKey());
        return OpenQueries.page(results(query), page.getPageSize(), query::bookmark);
    }

    private QueryResponse history(final GetHistoryForKey request) throws RequestRefused {
        return queries.open(new KeyHistory(ledger, request.getKey(), simulator.height()));
    }

    private Iterator<ByteString> results(final RangeQuery query) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return query.hasNext();
            }

            @Override
            public ByteString next() {
                final Map.Entry<String, StateValue> entry = query.next();
                return KV.newBuilder()
                        .setNamespace(namespace)
                        .setKey(entry.getKey())
                        .setValue(entry.getValue().value())
                        .build()
                        .toByteString();
            }
        };
    }

    private static void requireNoCollection(final String collection) throws RequestRefused {
        if (!collection.isEmpty()) {
            throw new RequestRefused("metadata and ranges of private data (collection " + collection
                    + ") are not provided by the development peer");
        }
    }
}
