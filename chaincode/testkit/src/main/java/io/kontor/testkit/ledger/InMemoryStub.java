package io.kontor.testkit.ledger;

import com.google.protobuf.ByteString;
import io.kontor.model.merkle.HashFunction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.shim.Chaincode.Response;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;

/**
 * One transaction over an {@link InMemoryState}, as a peer simulates it: reads see what was committed before, writes wait for {@link
 * #commit}. What the contract does not use answers UnsupportedOperationException. For one thread.
 */
public final class InMemoryStub extends UnsupportedStub {

    private final InMemoryState state;
    private final Proposal proposal;
    private final TreeMap<String, Long> reads = new TreeMap<>();
    private final TreeMap<String, Optional<ByteString>> writes = new TreeMap<>();
    private final TreeMap<String, ByteString> policies = new TreeMap<>();
    private final TreeMap<String, Optional<ByteString>> privateWrites = new TreeMap<>();
    private @Nullable ChaincodeEvent event;

    /**
     * What a client proposes.
     *
     * @param transactionId transaction
     * @param identity who signs
     * @param at timestamp
     * @param arguments function and arguments
     * @param confidential transient data
     */
    public record Proposal(
            String transactionId,
            TestIdentity identity,
            Instant at,
            List<String> arguments,
            Map<String, byte[]> confidential) {
        public Proposal {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * @param state what is read and, at the commit, written
     * @param proposal what is simulated
     */
    public InMemoryStub(InMemoryState state, Proposal proposal) {
        this.state = state;
        this.proposal = proposal;
    }

    /** Whether all that was read still stands as it was read. */
    public boolean isCurrent() {
        return reads.entrySet().stream().allMatch(read -> versionOf(read.getKey()) == read.getValue());
    }

    /** Writes the changes to the state. */
    public void commit() {
        state.commit(writes);
        state.keepPolicies(policies);
        state.keepPrivate(privateWrites);
    }

    /** Written keys, ascending. */
    public List<String> writtenKeys() {
        return List.copyOf(writes.keySet());
    }

    private long versionOf(String key) {
        return state.get(key).map(InMemoryState.Versioned::version).orElse(0L);
    }

    @Override
    public List<byte[]> getArgs() {
        return proposal.arguments().stream()
                .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<String> getStringArgs() {
        return proposal.arguments();
    }

    @Override
    public String getFunction() {
        return proposal.arguments().get(0);
    }

    @Override
    public List<String> getParameters() {
        return proposal.arguments().subList(1, proposal.arguments().size());
    }

    @Override
    public String getTxId() {
        return proposal.transactionId();
    }

    @Override
    public String getChannelId() {
        return InMemoryNetwork.CHANNEL;
    }

    @Override
    public byte[] getState(String key) {
        requireKey(key);
        reads.put(key, versionOf(key));
        return state.get(key).map(value -> value.bytes().toByteArray()).orElseGet(() -> new byte[0]);
    }

    @Override
    public void putState(String key, byte[] value) {
        requireKey(key);
        if (value.length == 0) {
            throw new IllegalArgumentException("Cannot put " + key + ": the value is empty");
        }
        writes.put(key, Optional.of(ByteString.copyFrom(value)));
    }

    @Override
    public void setStateValidationParameter(String key, byte[] value) {
        requireKey(key);
        policies.put(key, ByteString.copyFrom(value));
    }

    @Override
    public void delState(String key) {
        requireKey(key);
        writes.put(key, Optional.empty());
    }

    @Override
    public byte[] getPrivateData(String collection, String key) {
        requireKey(key);
        return state.privateValue(collection + "/" + key)
                .map(ByteString::toByteArray)
                .orElseGet(() -> new byte[0]);
    }

    @Override
    public byte[] getPrivateDataHash(String collection, String key) {
        byte[] value = getPrivateData(collection, key);
        return value.length == 0 ? value : HashFunction.sha256().hash(value);
    }

    @Override
    public void putPrivateData(String collection, String key, byte[] value) {
        requireKey(key);
        privateWrites.put(collection + "/" + key, Optional.of(ByteString.copyFrom(value)));
    }

    @Override
    public void purgePrivateData(String collection, String key) {
        requireKey(key);
        privateWrites.put(collection + "/" + key, Optional.empty());
    }

    private static void requireKey(String key) {
        if (key.isEmpty() || key.charAt(0) == 0) {
            throw new IllegalArgumentException("Cannot use key '" + key + "': it is empty or a composite key");
        }
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByRange(String startKey, String endKey) {
        List<KeyValue> found = state.range(startKey, endKey).stream()
                .<KeyValue>map(
                        entry -> new Entry(entry.getKey(), entry.getValue().bytes()))
                .toList();
        found.forEach(entry -> reads.put(entry.getKey(), versionOf(entry.getKey())));
        return new QueryResultsIterator<>() {
            @Override
            public Iterator<KeyValue> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {
                // The list needs no closing.
            }
        };
    }

    @Override
    public CompositeKey createCompositeKey(String objectType, String... attributes) {
        return new CompositeKey(objectType, attributes);
    }

    @Override
    public CompositeKey splitCompositeKey(String compositeKey) {
        return CompositeKey.parseCompositeKey(compositeKey);
    }

    @Override
    public void setEvent(String name, byte[] payload) {
        event = ChaincodeEvent.newBuilder()
                .setEventName(name)
                .setPayload(ByteString.copyFrom(payload))
                .setTxId(proposal.transactionId())
                .setChaincodeId(InMemoryNetwork.CHAINCODE)
                .build();
    }

    @Override
    public @Nullable ChaincodeEvent getEvent() {
        return event;
    }

    @Override
    public SignedProposal getSignedProposal() {
        return SignedProposal.getDefaultInstance();
    }

    @Override
    public Instant getTxTimestamp() {
        return proposal.at();
    }

    @Override
    public byte[] getCreator() {
        return SerializedIdentity.newBuilder()
                .setMspid(proposal.identity().mspId())
                .setIdBytes(ByteString.copyFromUtf8(proposal.identity().issued().certificatePem()))
                .build()
                .toByteArray();
    }

    @Override
    public Map<String, byte[]> getTransient() {
        return proposal.confidential();
    }

    @Override
    public byte[] getBinding() {
        return new byte[0];
    }

    @Override
    public String getMspId() {
        return InMemoryNetwork.CHANNEL;
    }

    @Override
    public Response invokeChaincode(String chaincodeName, List<byte[]> args, String channel) {
        throw unsupported("invokeChaincode");
    }

    /**
     * An entry of a range.
     *
     * @param getKey key
     * @param bytes value
     */
    private record Entry(String getKey, ByteString bytes) implements KeyValue {
        @Override
        public byte[] getValue() {
            return bytes.toByteArray();
        }

        @Override
        public String getStringValue() {
            return bytes.toStringUtf8();
        }
    }
}
