package io.kontor.devpeer.contract;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.Set;

/**
 * What a run had to do with private data (DEV-22).
 *
 * @param values values that it would write, by their hashed keys
 * @param collections collections of which it read or wrote values
 */
public record PrivateChanges(Map<String, ByteString> values, Set<String> collections) {

    /** None. */
    public static final PrivateChanges NONE = new PrivateChanges(Map.of(), Set.of());

    public PrivateChanges {
        values = Map.copyOf(values);
        collections = Set.copyOf(collections);
    }
}
