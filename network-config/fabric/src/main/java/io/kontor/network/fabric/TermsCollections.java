package io.kontor.network.fabric;

import io.kontor.network.channel.ConfigBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The private data collections of negotiated terms: one of each city, one of each two (CNF-2), as the contract's definition takes them. Whoever
 * makes them of the same organisations gets the same bytes (NET-18).
 *
 * @param json a file for {@code peer lifecycle chaincode}
 */
record TermsCollections(String json) {

    /** Those of some organisations, given in any order. */
    static TermsCollections of(List<Organisation> given) {
        List<Organisation> organisations =
                given.stream().sorted(Comparator.comparing(Organisation::mspId)).toList();
        List<String> cities = List.copyOf(
                new TreeSet<>(organisations.stream().map(Organisation::city).toList()));
        List<String> collections = new ArrayList<>();
        for (int i = 0; i < cities.size(); i++) {
            collections.add(collection(organisations, List.of(cities.get(i))));
            for (int j = i + 1; j < cities.size(); j++) {
                collections.add(collection(organisations, List.of(cities.get(i), cities.get(j))));
            }
        }
        return new TermsCollections("[" + String.join(",\n", collections) + "]\n");
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

    /** SHA-256 in hex, by which the organisations compare them. */
    String digest() {
        return ConfigBlock.digest(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes them into a network's folder. */
    Path file(NetworkFolder folder) throws IOException {
        Path file = folder.channel().resolve("collections.json");
        Files.writeString(file, json);
        return file;
    }
}
