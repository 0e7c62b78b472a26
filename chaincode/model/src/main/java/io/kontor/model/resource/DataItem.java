package io.kontor.model.resource;

import io.kontor.model.id.Checks;

/**
 * One field of a resource's dictionary.
 *
 * @param name name of the item
 * @param type SQL-like type word
 * @param sensitivity how it must be masked
 */
public record DataItem(String name, String type, Sensitivity sensitivity) {

    public DataItem {
        Checks.text("name", name, 100);
        Checks.text("type", type, 64);
    }
}
