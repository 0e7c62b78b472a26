package io.kontor.model.receipt;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;

/** The JSON form of {@link AnchorRequest} (docs/spec/records.md). */
public final class AnchorRequestCodec {

    private AnchorRequestCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(AnchorRequest value) {
        return JsonObject.builder()
                .put("head", SignedTreeHeadCodec.toJson(value.head()))
                .put(
                        "consistency",
                        JsonArray.ofStrings(
                                value.consistency().stream().map(Digest32::hex).toList()))
                .put("totals", JsonArray.ofObjects(value.totals(), UsageTotalCodec::toJson))
                .put("closedPeriods", JsonArray.ofObjects(value.closedPeriods(), PeriodClosedCodec::toJson))
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static AnchorRequest fromJson(JsonObject object) {
        JsonObject json =
                object.orNamed("anchor request").requireOnly("head", "consistency", "totals", "closedPeriods");
        return new AnchorRequest(
                json.object("head", SignedTreeHeadCodec::fromJson),
                json.array("consistency").strings(Digest32::fromHex),
                json.array("totals").objects(UsageTotalCodec::fromJson),
                json.array("closedPeriods").objects(PeriodClosedCodec::fromJson));
    }
}
