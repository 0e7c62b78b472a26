package io.kontor.devpeer.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The private data collections of the chaincode (DEV-22): who holds each.
 *
 * @param members organisations by the name of the collection
 */
public record Collections(Map<String, List<String>> members) {

    /** None. */
    public static final Collections NONE = new Collections(Map.of());

    public Collections {
        members = Map.copyOf(new TreeMap<>(members));
    }

    /** Organisations that hold a collection; empty when there is none of that name. */
    public Optional<List<String>> membersOf(final String collection) {
        return Optional.ofNullable(members.get(collection));
    }

    /** Whether these organisations are a majority of a collection's members, which is its endorsement policy. */
    boolean isEndorsedBy(final String collection, final List<String> peers) {
        final List<String> of = members.getOrDefault(collection, List.of());
        final long endorsing = of.stream().filter(peers::contains).count();
        return endorsing > of.size() / 2;
    }
}
