package io.kontor.app.submission;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;

/**
 * One action on the ledger, ready to be signed.
 *
 * @param function function of docs/spec/contract.md
 * @param target key of the record that it changes, e.g. {@code grant/G-1}
 * @param argument its argument
 */
public record BindingAction(String function, String target, JsonObject argument) {

    String canonicalArgument() {
        return CanonicalJson.write(argument);
    }
}
