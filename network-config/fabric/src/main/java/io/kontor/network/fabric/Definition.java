package io.kontor.network.fabric;

import io.kontor.network.process.Command;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the organisations agree on about the contract (NET-6): its code and its collections, which the version names by their digests.
 *
 * @param version version with both digests
 * @param sequence number of the definition, from 1
 */
record Definition(String version, int sequence) {
    private static final String PREFIX = "0.1.0+sha256.";
    private static final String TERMS = ".terms.";
    private static final Pattern TEXT = Pattern.compile("Version: (\\S+), Sequence: (\\d+)");

    /** The definition of code of that digest with some collections. */
    static Definition of(String digest, TermsCollections collections, int sequence) {
        return new Definition(PREFIX + digest + TERMS + collections.digest(), sequence);
    }

    /** The definition in force, as the peer knows it, if any. */
    static Optional<Definition> committed(PeerCommand peer) {
        Command.Output output = peer.run(
                "lifecycle", "chaincode", "querycommitted", "-C", FabricNetwork.CHANNEL, "-n", FabricNetwork.CHAINCODE);
        Matcher matcher = TEXT.matcher(output.text());
        return output.exit() == 0 && matcher.find()
                ? Optional.of(new Definition(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether it agrees on the same as another, under whatever number. */
    boolean sameAs(Definition other) {
        return version.equals(other.version);
    }

    /** Digest of the collections, as the version names it; empty where it names none. */
    String collectionsDigest() {
        int at = version.indexOf(TERMS);
        return at < 0 ? "" : version.substring(at + TERMS.length());
    }

    /** The arguments by which it is named; they must be the same in approval and commit. */
    List<String> terms() {
        return List.of(
                "--channelID",
                FabricNetwork.CHANNEL,
                "--name",
                FabricNetwork.CHAINCODE,
                "--version",
                version,
                "--sequence",
                Integer.toString(sequence));
    }
}
