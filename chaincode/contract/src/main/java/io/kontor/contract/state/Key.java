package io.kontor.contract.state;

import io.kontor.model.id.Ids;
import java.util.List;

/**
 * A key of the world state.
 *
 * @param type kind of the record that stands there
 * @param name {@code <type>/<part>/<part>}
 * @param <T> the record
 */
public record Key<T>(RecordType<T> type, String name) {

    /** Joins the type's name and the identifiers; a part that is no identifier is malformed. */
    static <T> Key<T> of(RecordType<T> type, String... parts) {
        return new Key<>(type, join(type, parts));
    }

    static String join(RecordType<?> type, String... parts) {
        StringBuilder name = new StringBuilder(type.name());
        for (String part : parts) {
            name.append('/').append(Ids.require(type.name() + " id", part));
        }
        return name.toString();
    }

    /** A part by its place, where 0 is the type's name. */
    public String part(int place) {
        return List.of(name.split("/")).get(place);
    }

    /** The last part, for an index whose record is empty. */
    public String lastPart() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
