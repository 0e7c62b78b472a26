package io.kontor.dataplane.source;

import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.Sensitivity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Masks values by the sensitivity that the dictionary gives to their data item (F-04, DPL-7). Immutable. */
public final class Masking {

    private static final Masking NONE = new Masking(Map.of());

    private static final int IDENTIFIER_HEAD = 3;
    private static final int IDENTIFIER_TAIL = 2;

    private final Map<String, Sensitivity> sensitivities;

    private Masking(Map<String, Sensitivity> sensitivities) {
        this.sensitivities = Map.copyOf(sensitivities);
    }

    /** Leaves every value as it is: the grant has no duty to mask. */
    public static Masking none() {
        return NONE;
    }

    /** Masks by a resource's dictionary. */
    public static Masking of(List<DataItem> dictionary) {
        Map<String, Sensitivity> sensitivities = new HashMap<>();
        for (DataItem item : dictionary) {
            sensitivities.put(item.name(), item.sensitivity());
        }
        return new Masking(sensitivities);
    }

    /** Whether the field's values leave changed. */
    public boolean masks(String field) {
        return sensitivities.getOrDefault(field, Sensitivity.NONE) != Sensitivity.NONE;
    }

    /** The value as it may leave; an empty value stays empty. */
    public String apply(String field, String value) {
        if (value.isEmpty()) {
            return value;
        }
        int[] points = value.codePoints().toArray();
        return switch (sensitivities.getOrDefault(field, Sensitivity.NONE)) {
            case NONE -> value;
            case NAME -> Character.toString(points[0]) + "**";
            case SEX -> points.length == 1 ? "*" : "*" + Character.toString(points[points.length - 1]);
            case IDENTIFIER -> identifier(points);
        };
    }

    /** Keeps three and two characters; a value so short that this would show it all is hidden whole. */
    private static String identifier(int[] points) {
        if (points.length <= IDENTIFIER_HEAD + IDENTIFIER_TAIL) {
            return "*".repeat(points.length);
        }
        int tail = points.length - IDENTIFIER_TAIL;
        return new String(points, 0, IDENTIFIER_HEAD)
                + "*".repeat(tail - IDENTIFIER_HEAD)
                + new String(points, tail, IDENTIFIER_TAIL);
    }
}
