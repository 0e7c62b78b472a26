package io.kontor.network.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.network.process.NetworkFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.OrdererAddresses;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.peer.AnchorPeer;
import org.hyperledger.fabric.protos.peer.AnchorPeers;

/**
 * Who belongs to a channel, as its configuration says, and how it looks when somebody comes or gets other certificates.
 *
 * @param root group {@code Channel}
 */
public record ChannelView(ConfigGroup root) {
    private static final String APPLICATION = "Application";
    private static final String ORDERER = "Orderer";
    private static final String MSP = "MSP";

    /**
     * An organisation of the channel.
     *
     * @param mspId its name
     * @param peer host and port of its peer
     * @param orderer host and port of its orderer
     * @param roots PEM of its enrolment authorities
     * @param tlsRoots PEM of its TLS authorities
     * @param revocationLists its lists of revoked certificates
     */
    public record Member(
            String mspId,
            String peer,
            String orderer,
            String roots,
            String tlsRoots,
            List<ByteString> revocationLists) {

        public Member {
            revocationLists = List.copyOf(revocationLists);
        }
    }

    /** The channel of a configuration. */
    public static ChannelView of(Config config) {
        return new ChannelView(config.getChannelGroup());
    }

    /** Its organisations by name. */
    public Map<String, Member> members() {
        Map<String, Member> members = new TreeMap<>();
        try {
            ConfigGroup orderers = root.getGroupsOrThrow(ORDERER);
            for (Map.Entry<String, ConfigGroup> entry :
                    root.getGroupsOrThrow(APPLICATION).getGroupsMap().entrySet()) {
                members.put(
                        entry.getKey(),
                        member(
                                entry.getKey(),
                                entry.getValue(),
                                orderers.getGroupsOrDefault(entry.getKey(), ConfigGroup.getDefaultInstance())));
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new NetworkFailure("Cannot read organisations of the channel: " + e.getMessage(), e);
        }
        return members;
    }

    private static Member member(String mspId, ConfigGroup application, ConfigGroup orderer)
            throws InvalidProtocolBufferException {
        FabricMSPConfig msp = FabricMSPConfig.parseFrom(
                MSPConfig.parseFrom(application.getValuesOrThrow(MSP).getValue())
                        .getConfig());
        List<AnchorPeer> anchors =
                AnchorPeers.parseFrom(value(application, "AnchorPeers")).getAnchorPeersList();
        List<String> endpoints =
                OrdererAddresses.parseFrom(value(orderer, "Endpoints")).getAddressesList();
        return new Member(
                mspId,
                anchors.isEmpty()
                        ? ""
                        : anchors.get(0).getHost() + ":" + anchors.get(0).getPort(),
                endpoints.isEmpty() ? "" : endpoints.get(0),
                text(msp.getRootCertsList()),
                text(msp.getTlsRootCertsList()),
                msp.getRevocationListList());
    }

    private static ByteString value(ConfigGroup group, String name) {
        return group.getValuesOrDefault(name, ConfigValue.getDefaultInstance()).getValue();
    }

    private static String text(List<ByteString> pems) {
        return pems.stream().map(pem -> pem.toString(StandardCharsets.UTF_8)).collect(Collectors.joining());
    }

    /** How many organisations' administrators must sign a change. */
    public int majority() {
        return root.getGroupsOrThrow(APPLICATION).getGroupsCount() / 2 + 1;
    }

    /** Whether its orderers agree by BFT. */
    public boolean bft() {
        try {
            return Consenters.isBft(root.getGroupsOrThrow(ORDERER));
        } catch (InvalidProtocolBufferException e) {
            throw new NetworkFailure("Cannot read orderers of the channel: " + e.getMessage(), e);
        }
    }

    /** Whether an orderer with that TLS certificate is one of those that agree. */
    public boolean hasConsenter(String tlsPem) {
        try {
            return Consenters.tlsCertificates(root.getGroupsOrThrow(ORDERER)).contains(tlsPem);
        } catch (InvalidProtocolBufferException e) {
            throw new NetworkFailure("Cannot read orderers of the channel: " + e.getMessage(), e);
        }
    }

    /**
     * The channel with one organisation more.
     *
     * @param template a channel of that organisation alone
     * @throws NetworkFailure when it is there
     */
    public ConfigGroup plus(String mspId, ConfigGroup template) {
        if (members().containsKey(mspId)) {
            throw new NetworkFailure("Cannot add organisation " + mspId + ": it belongs to the channel");
        }
        ConfigGroup changed = root;
        for (String side : List.of(APPLICATION, ORDERER)) {
            ConfigGroup group = changed.getGroupsOrThrow(side).toBuilder()
                    .putGroups(mspId, template.getGroupsOrThrow(side).getGroupsOrThrow(mspId))
                    .build();
            changed = changed.toBuilder().putGroups(side, group).build();
        }
        return withConsenter(changed, template);
    }

    /**
     * The channel with other roots and revocation lists of one organisation; only its own administrators must agree.
     *
     * @param template a channel of that organisation alone
     */
    public ConfigGroup withRoots(String mspId, ConfigGroup template) {
        ConfigGroup changed = root;
        for (String side : List.of(APPLICATION, ORDERER)) {
            ConfigGroup group = changed.getGroupsOrThrow(side);
            ConfigGroup own = group.getGroupsOrThrow(mspId);
            ConfigValue fresh =
                    template.getGroupsOrThrow(side).getGroupsOrThrow(mspId).getValuesOrThrow(MSP);
            ConfigValue msp = own.getValuesOrThrow(MSP).toBuilder()
                    .setValue(fresh.getValue())
                    .build();
            group = group.toBuilder()
                    .putGroups(mspId, own.toBuilder().putValues(MSP, msp).build())
                    .build();
            changed = changed.toBuilder().putGroups(side, group).build();
        }
        return changed;
    }

    /**
     * The channel with other certificates of one organisation's orderer; a majority of the organisations must agree.
     *
     * @param template a channel of that organisation alone
     */
    public ConfigGroup withConsenter(ConfigGroup template) {
        return withConsenter(root, template);
    }

    private static ConfigGroup withConsenter(ConfigGroup channel, ConfigGroup template) {
        try {
            return channel.toBuilder()
                    .putGroups(
                            ORDERER,
                            Consenters.with(channel.getGroupsOrThrow(ORDERER), template.getGroupsOrThrow(ORDERER)))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new NetworkFailure("Cannot read orderers of the channel: " + e.getMessage(), e);
        }
    }
}
