package io.kontor.network.fabric;

import io.kontor.network.process.Command;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the organisations agree on about the contract (NET-6).
 *
 * @param version version with the digest of the code
 * @param sequence number of the definition, from 1
 */
record Definition(String version, int sequence) {
    private static final String PREFIX = "0.1.0+sha256.";
    private static final Pattern TEXT = Pattern.compile("Version: (\\S+), Sequence: (\\d+)");

    /** The version that names code of that digest. */
    static String version(String digest) {
        return PREFIX + digest;
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

    /** The arguments by which it is approved and committed; they must be the same in both. */
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
