package io.kontor.dataplane.source;

import java.util.List;

/**
 * What may leave of a record.
 *
 * @param fields the contracted data items
 * @param masking how their values are masked
 */
public record FieldSelection(List<String> fields, Masking masking) {

    public FieldSelection {
        fields = List.copyOf(fields);
    }
}
