package io.kontor.evidence.trust;

import io.kontor.model.id.Ids;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON of a rule. */
final class RuleCodec {

    private RuleCodec() {}

    static JsonObject toJson(Rule rule) {
        if (rule instanceof Rule.AtLeast many) {
            return JsonObject.builder()
                    .put("n", many.n())
                    .put("of", JsonArray.ofObjects(many.of(), RuleCodec::toJson))
                    .build();
        }
        Rule.Role one = (Rule.Role) rule;
        return JsonObject.builder()
                .put("mspId", one.mspId())
                .put("role", one.role())
                .build();
    }

    static Rule fromJson(JsonObject json) {
        if (json.has("n")) {
            json.requireOnly("n", "of");
            return new Rule.AtLeast(json.intValue("n"), json.array("of").objects(RuleCodec::fromJson));
        }
        json.requireOnly("mspId", "role");
        return new Rule.Role(
                Ids.require("organisation", json.string("mspId")), Ids.require("role", json.string("role")));
    }
}
