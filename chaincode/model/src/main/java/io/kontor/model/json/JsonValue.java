package io.kontor.model.json;

/** A JSON value of the subset (JSN-2): object, array, string, integer or boolean; null does not exist. Immutable. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonInteger, JsonBoolean {}
