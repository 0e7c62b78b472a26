package io.kontor.dataplane.consumer;

import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.Difference;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of the calls of late, for {@code GET /app/v1/calls/{callId}} (DPL-43). Bounded; thread-safe. */
final class CallLog {

    private static final int MAX = 10_000;

    private final Map<String, JsonObject> calls = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonObject> eldest) {
            return size() > MAX;
        }
    };

    /** Whether the end of a call is known already: its bytes were checked then. */
    synchronized boolean ended(String callId) {
        JsonObject call = calls.get(callId);
        return call != null && !call.string("outcome").equals(LeafKind.RESERVED.name());
    }

    synchronized Optional<JsonObject> find(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    synchronized void note(AskedCall asked, CallReceipt receipt, byte[] leaf, List<Difference> differences) {
        JsonObjectBuilder call = JsonObject.builder()
                .put("callId", asked.envelope().callId())
                .put("grantId", asked.body().grantId())
                .put("action", asked.body().action())
                .put("outcome", receipt.kind())
                .put("receipt", Base64.getEncoder().encodeToString(leaf))
                .put("checked", checked(differences));
        receipt.refusal().ifPresent(code -> call.put("code", code));
        calls.put(asked.envelope().callId(), call.build());
    }

    /** Value of the header {@code Kontor-Checked}. */
    static String checked(List<Difference> differences) {
        return differences.isEmpty()
                ? "OK"
                : differences.stream()
                        .map(difference ->
                                difference.kind() + ": expected " + difference.expected() + ", got " + difference.got())
                        .findFirst()
                        .map(text -> text.replaceAll("[^ -~]", "?"))
                        .orElse("OK");
    }
}
