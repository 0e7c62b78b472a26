package io.kontor.contract.state;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.TermsCommitment;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * The private records of orders with negotiated terms (CNF-3): one private value an order, so one hash on the channel, which the salt in
 * the terms keeps from being guessed. A drawer is opened once a transaction. For one transaction.
 */
final class Drawers {

    /** Whatever tells of an order's money, or is written where money is reckoned. */
    static final Set<String> TYPES = Set.of(
            "terms", "settlement", "account", "credit", "difference", "silence", "enforced", "payment", "acknowledged");

    private final ChaincodeStub stub;
    private final LedgerState state;
    private final TreeMap<String, Drawer> open = new TreeMap<>();
    private final TreeMap<String, TermsCommitment> purged = new TreeMap<>();
    private Optional<String> callersCity = Optional.empty();

    Drawers(ChaincodeStub stub, LedgerState state) {
        this.stub = stub;
        this.state = state;
    }

    /** One order's private records. */
    static final class Drawer {
        private final TermsCommitment terms;
        private final TreeMap<String, JsonObject> records = new TreeMap<>();
        private boolean changed;

        private Drawer(TermsCommitment terms) {
            this.terms = terms;
        }

        Optional<JsonObject> find(String key) {
            return Optional.ofNullable(records.get(key));
        }

        Set<String> names(String from, String end) {
            return records.subMap(from, end).keySet();
        }

        void set(String key, Optional<JsonObject> record) {
            changed = true;
            record.ifPresentOrElse(json -> records.put(key, json), () -> records.remove(key));
        }
    }

    /** Who asks. */
    void openFor(String cityId) {
        callersCity = Optional.of(cityId);
    }

    /** Whether a drawer was opened. */
    boolean isAnyOpen() {
        return !open.isEmpty();
    }

    /**
     * The drawer that a key or a prefix belongs in; empty where it stands on the channel.
     *
     * @throws ContractRejection CITY when the caller is of none of the cities concerned
     */
    Optional<Drawer> of(String key) {
        String[] parts = key.split("/", -1);
        if (!TYPES.contains(parts[0]) || parts.length < 2 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        String orderId = parts[1];
        Drawer known = open.get(orderId);
        if (known != null) {
            return Optional.of(known);
        }
        return state.find(Keys.order(orderId))
                .flatMap(order -> order.confidential())
                .map(terms -> read(orderId, terms));
    }

    private Drawer read(String orderId, TermsCommitment terms) {
        ContractRejection.unless(
                callersCity.map(terms.cities()::contains).orElse(false),
                RejectionCode.CITY,
                "Cannot read the negotiated terms of order " + orderId + ": the caller is of city "
                        + callersCity.orElse("none") + ", must be of " + terms.cities());
        Drawer drawer = new Drawer(terms);
        byte[] bytes = stub.getPrivateData(terms.collection(), name(orderId));
        if (bytes != null && bytes.length > 0) {
            for (JsonObject entry : CanonicalJson.parse(bytes).array("records").objects(json -> json)) {
                drawer.records.put(entry.string("key"), entry.object("record"));
            }
        }
        open.put(orderId, drawer);
        return drawer;
    }

    /** Whether the collection holds an order's drawer; everybody may know that, also where it cannot be read. */
    boolean exists(String orderId, TermsCommitment terms) {
        byte[] hash = stub.getPrivateDataHash(terms.collection(), name(orderId));
        return hash != null && hash.length > 0;
    }

    void purge(String orderId, TermsCommitment terms) {
        purged.put(orderId, terms);
    }

    /**
     * Hands changed drawers to the stub.
     *
     * @return their names
     * @throws ContractRejection WRONG_STATE when an order's terms were not confided
     */
    List<String> flush() {
        Set<String> names = new TreeSet<>();
        open.forEach((orderId, drawer) -> {
            if (drawer.changed) {
                ContractRejection.unless(
                        drawer.records.containsKey(Keys.terms(orderId).name()),
                        RejectionCode.WRONG_STATE,
                        "Cannot write for order " + orderId
                                + ": its negotiated terms were not confided, or are purged");
                stub.putPrivateData(drawer.terms.collection(), name(orderId), CanonicalJson.bytes(toJson(drawer)));
                names.add(name(orderId));
            }
        });
        purged.forEach((orderId, terms) -> {
            stub.purgePrivateData(terms.collection(), name(orderId));
            names.add(name(orderId));
        });
        return List.copyOf(names);
    }

    private static JsonObject toJson(Drawer drawer) {
        List<JsonObject> entries = new ArrayList<>();
        for (Map.Entry<String, JsonObject> record : drawer.records.entrySet()) {
            entries.add(JsonObject.builder()
                    .put("key", record.getKey())
                    .put("record", record.getValue())
                    .build());
        }
        return JsonObject.builder()
                .put("records", JsonArray.ofObjects(entries, json -> json))
                .build();
    }

    private static String name(String orderId) {
        return "confidential/" + orderId;
    }
}
