package io.kontor.model.resource;

/**
 * One field of a resource's dictionary.
 *
 * @param name name of the item
 * @param type SQL-like type word
 * @param sensitivity how it must be masked
 */
public record DataItem(String name, String type, Sensitivity sensitivity) {}
