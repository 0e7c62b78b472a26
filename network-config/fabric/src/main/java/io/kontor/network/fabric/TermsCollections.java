package io.kontor.network.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The private data collections of negotiated terms: one of each city, one of each two (CNF-2), as the contract's definition takes them. */
final class TermsCollections {

    private TermsCollections() {}

    /** A file for {@code peer lifecycle chaincode}. */
    static String json(List<Organisation> organisations) {
        List<String> cities = List.copyOf(
                new TreeSet<>(organisations.stream().map(Organisation::city).toList()));
        List<String> collections = new ArrayList<>();
        for (int i = 0; i < cities.size(); i++) {
            collections.add(collection(organisations, List.of(cities.get(i))));
            for (int j = i + 1; j < cities.size(); j++) {
                collections.add(collection(organisations, List.of(cities.get(i), cities.get(j))));
            }
        }
        return "[" + String.join(",\n", collections) + "]\n";
    }

    private static String collection(List<Organisation> organisations, List<String> cities) {
        List<String> members = organisations.stream()
                .filter(organisation -> cities.contains(organisation.city()))
                .map(Organisation::mspId)
                .toList();
        return "{\"name\":\"terms-" + String.join("-", cities)
                + "\",\"policy\":\"OR(" + named(members, "member")
                + ")\",\"requiredPeerCount\":0,\"maxPeerCount\":" + (members.size() - 1)
                + ",\"blockToLive\":0,\"memberOnlyRead\":true,\"memberOnlyWrite\":true,"
                + "\"endorsementPolicy\":{\"signaturePolicy\":\"OutOf(" + (members.size() / 2 + 1)
                + "," + named(members, "peer") + ")\"}}";
    }

    private static String named(List<String> members, String role) {
        return members.stream().map(mspId -> "'" + mspId + "." + role + "'").collect(Collectors.joining(","));
    }
}
