package io.kontor.model.grant;

import io.kontor.model.json.JsonObject;

/** The JSON form of {@link ViewingBounds} (docs/spec/records.md). */
public final class ViewingBoundsCodec {

    private ViewingBoundsCodec() {}

    /** Writes the record. */
    public static JsonObject toJson(ViewingBounds value) {
        return JsonObject.builder()
                .put("pagesMax", value.pagesMax())
                .put("minutesMax", value.minutesMax())
                .build();
    }

    /**
     * Reads the record.
     *
     * @throws io.kontor.model.rejection.MalformedException when a field is missing, unknown or out of its range
     */
    public static ViewingBounds fromJson(JsonObject object) {
        JsonObject json = object.orNamed("viewing bounds").requireOnly("pagesMax", "minutesMax");
        return new ViewingBounds(json.intValue("pagesMax"), json.intValue("minutesMax"));
    }
}
