package io.kontor.network.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.network.process.NetworkFailure;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperledger.fabric.protos.common.MSPRole;

/** Whose the collections of the definition in force are, as the peer tells it. */
final class CommittedCollections {
    private static final Pattern PRINCIPAL = Pattern.compile("\"principal\": \"([A-Za-z0-9+/=]+)\"");

    private CommittedCollections() {}

    /** Names of the organisations in any collection. */
    static Set<String> members(PeerCommand peer) {
        String text = peer.require(
                "lifecycle",
                "chaincode",
                "querycommitted",
                "-C",
                FabricNetwork.CHANNEL,
                "-n",
                FabricNetwork.CHAINCODE,
                "-O",
                "json");
        return members(text);
    }

    static Set<String> members(String json) {
        Set<String> members = new TreeSet<>();
        try {
            for (Matcher matcher = PRINCIPAL.matcher(json); matcher.find(); ) {
                members.add(MSPRole.parseFrom(Base64.getDecoder().decode(matcher.group(1)))
                        .getMspIdentifier());
            }
        } catch (InvalidProtocolBufferException e) {
            throw new NetworkFailure("Cannot read collections of the definition in force: " + e.getMessage(), e);
        }
        return members;
    }
}
