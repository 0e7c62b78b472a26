package io.kontor.contract.call;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.RecordType;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Functions that only read; any member may call them. */
public final class Reading {

    private static final int PAGE_MAX = 200;

    /** Half of what an answer may have. */
    private static final int PAGE_BYTES_MAX = CanonicalJson.MAX_BYTES / 2;

    private Reading() {}

    /**
     * Answers one record, or NOT_FOUND.
     *
     * @param name {@code <capability>:<verb>}
     * @param key makes the key of the argument
     */
    public static <T> ContractFunction get(String name, Function<JsonObject, Key<T>> key) {
        return ContractFunction.answering(name, CallerRule.anyMember(), call -> {
            Key<T> wanted = key.apply(call.argument());
            return wanted.type().toJson().apply(call.state().require(wanted));
        });
    }

    /** Answers pages {@code {records, next?}} of the argument {@code {after?, limit?}}. */
    public static <T> ContractFunction list(String name, RecordType<T> type) {
        return ContractFunction.answering(name, CallerRule.anyMember(), call -> page(call, type));
    }

    private static <T> JsonObject page(Call call, RecordType<T> type) {
        JsonObject argument = call.argument().requireOnly("after", "limit");
        long limit = argument.optionalLong("limit").orElse(PAGE_MAX);
        ContractRejection.unless(
                limit >= 1 && limit <= PAGE_MAX,
                RejectionCode.BOUNDS,
                "Cannot list " + type.name() + ": limit is " + limit + ", must be 1 to " + PAGE_MAX);
        Optional<String> after = argument.optionalString("after");
        ContractRejection.unless(
                after.map(key -> key.startsWith(type.name() + "/")).orElse(true),
                RejectionCode.MALFORMED,
                "Cannot list " + type.name() + " after '" + after.orElse("") + "': it is not a key of this type");
        List<Found<T>> found = call.state().page(type, after, (int) limit);
        List<JsonObject> records = new ArrayList<>();
        int bytes = 0;
        for (Found<T> entry : found) {
            JsonObject record = type.toJson().apply(entry.record());
            bytes += CanonicalJson.bytes(record).length;
            if (bytes > PAGE_BYTES_MAX && !records.isEmpty()) {
                break;
            }
            records.add(record);
        }
        JsonObjectBuilder answer = JsonObject.builder().put("records", JsonArray.ofObjects(records, record -> record));
        if (found.size() == limit || records.size() < found.size()) {
            answer.put("next", found.get(records.size() - 1).key().name());
        }
        return answer.build();
    }
}
