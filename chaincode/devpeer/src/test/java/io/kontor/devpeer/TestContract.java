package io.kontor.devpeer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.shim.ext.sbe.StateBasedEndorsement;
import org.hyperledger.fabric.shim.ext.sbe.impl.StateBasedEndorsementFactory;
import org.hyperledger.fabric.shim.ledger.KeyModification;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;
import org.hyperledger.fabric.traces.Traces;

/** A small contract on the ordinary shim, with a function for each thing that a peer must do. */
final class TestContract extends ChaincodeBase {
    /** Held, so that its level is not lost with it. */
    private static final Logger SHIM_LOG = Logger.getLogger("org.hyperledger.fabric");

    private final String name;

    TestContract(final String name) {
        this.name = name;
        SHIM_LOG.setLevel(Level.WARNING);
        processCommandLineOptions(new String[] {"-i", name});
        final Properties properties = getChaincodeConfig();
        Metrics.initialize(properties);
        Traces.initialize(properties);
    }

    @Override
    public Response init(final ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Response invoke(final ChaincodeStub stub) {
        final List<String> arguments = stub.getParameters();
        try {
            final String result = switch (stub.getFunction()) {
                case "put" -> put(stub, arguments.get(0), arguments.get(1));
                case "get" -> stub.getStringState(arguments.get(0));
                case "delete" -> delete(stub, arguments.get(0));
                case "append" -> append(stub, arguments.get(0), arguments.get(1));
                case "range" -> range(stub, arguments.get(0), arguments.get(1));
                case "count" -> count(stub, arguments.get(0), arguments.get(1), arguments.get(2));
                case "page" -> page(stub, arguments);
                case "event" -> event(stub, arguments.get(0), arguments.get(1));
                case "fail" -> throw new IllegalStateException(arguments.get(0));
                case "random" -> put(stub, arguments.get(0), UUID.randomUUID().toString());
                case "whoami" -> name;
                case "protect" -> protect(stub, arguments);
                case "policyOf" -> policyOf(stub, arguments.get(0));
                case "history" -> history(stub, arguments.get(0));
                case "transient" -> new String(stub.getTransient().get(arguments.get(0)), StandardCharsets.UTF_8);
                case "privateGet" -> text(stub.getPrivateData(arguments.get(0), arguments.get(1)));
                case "privateHash" ->
                    HexFormat.of().formatHex(stub.getPrivateDataHash(arguments.get(0), arguments.get(1)));
                case "privatePut" -> privatePut(stub, arguments.get(0), arguments.get(1));
                case "privatePurge" -> privatePurge(stub, arguments.get(0), arguments.get(1));
                case "query" ->
                    String.valueOf(
                            stub.getQueryResult(arguments.get(0)).iterator().hasNext());
                default -> throw new IllegalStateException("no function " + stub.getFunction());
            };
            return ResponseUtils.newSuccessResponse(result.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            return ResponseUtils.newErrorResponse(e.getMessage());
        }
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String privatePut(final ChaincodeStub stub, final String collection, final String key) {
        stub.putPrivateData(collection, key, stub.getTransient().get("value"));
        return "";
    }

    private static String privatePurge(final ChaincodeStub stub, final String collection, final String key) {
        stub.purgePrivateData(collection, key);
        return "";
    }

    private static String put(final ChaincodeStub stub, final String key, final String value) {
        stub.putStringState(key, value);
        return value;
    }

    private static String delete(final ChaincodeStub stub, final String key) {
        stub.delState(key);
        return "";
    }

    private static String append(final ChaincodeStub stub, final String key, final String suffix) {
        return put(stub, key, stub.getStringState(key) + suffix);
    }

    private static String range(final ChaincodeStub stub, final String start, final String end) {
        final List<String> found = new ArrayList<>();
        for (final KeyValue entry : stub.getStateByRange(start, end)) {
            found.add(entry.getKey() + "=" + entry.getStringValue());
        }
        return String.join(",", found);
    }

    private static String count(
            final ChaincodeStub stub, final String start, final String end, final String counterKey) {
        int count = 0;
        for (final KeyValue entry : stub.getStateByRange(start, end)) {
            count += entry.getKey().isEmpty() ? 0 : 1;
        }
        return put(stub, counterKey, String.valueOf(count));
    }

    private static String page(final ChaincodeStub stub, final List<String> arguments) {
        final QueryResultsIteratorWithMetadata<KeyValue> results = stub.getStateByRangeWithPagination(
                arguments.get(0), arguments.get(1), Integer.parseInt(arguments.get(2)), arguments.get(3));
        final List<String> found = new ArrayList<>();
        results.forEach(entry -> found.add(entry.getKey()));
        final QueryResponseMetadata metadata = results.getMetadata();
        if (arguments.size() > 4) {
            stub.putStringState(arguments.get(4), "after the page");
        }
        return String.join(",", found) + "|" + metadata.getFetchedRecordsCount() + "|" + metadata.getBookmark();
    }

    private static String event(final ChaincodeStub stub, final String name, final String payload) {
        stub.putStringState("event-" + payload, name);
        stub.setEvent(name, payload.getBytes(StandardCharsets.UTF_8));
        return payload;
    }

    private static String protect(final ChaincodeStub stub, final List<String> arguments) {
        final StateBasedEndorsement policy =
                StateBasedEndorsementFactory.getInstance().newStateBasedEndorsement(null);
        policy.addOrgs(
                StateBasedEndorsement.RoleType.RoleTypePeer,
                arguments.subList(1, arguments.size()).toArray(String[]::new));
        stub.setStateValidationParameter(arguments.get(0), policy.policy());
        return "";
    }

    private static String policyOf(final ChaincodeStub stub, final String key) {
        final byte[] policy = stub.getStateValidationParameter(key);
        return policy == null || policy.length == 0
                ? ""
                : String.join(
                        ",",
                        StateBasedEndorsementFactory.getInstance()
                                .newStateBasedEndorsement(policy)
                                .listOrgs());
    }

    private static String history(final ChaincodeStub stub, final String key) {
        final List<String> found = new ArrayList<>();
        try (QueryResultsIterator<KeyModification> modifications = stub.getHistoryForKey(key)) {
            modifications.forEach(entry -> found.add(entry.isDeleted() ? "deleted" : entry.getStringValue()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return String.join(",", found);
    }
}
