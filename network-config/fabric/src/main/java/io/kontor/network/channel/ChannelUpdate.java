package io.kontor.network.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.kontor.network.process.NetworkFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A change of the channel's configuration that goes from organisation to organisation for their signatures (NET-14). The file is Fabric's
 * own envelope of type CONFIG_UPDATE.
 *
 * @param update what is read and written
 * @param signers organisations that have signed, each once
 */
public record ChannelUpdate(ConfigUpdate update, Set<String> signers) {

    public ChannelUpdate {
        signers = Set.copyOf(signers);
    }

    /**
     * The change from one configuration to another, signed by nobody.
     *
     * @throws NetworkFailure when both are the same
     */
    public static ChannelUpdate between(String channel, ConfigGroup from, ConfigGroup to) {
        return new ChannelUpdate(
                ConfigDifference.between(channel, from, to)
                        .orElseThrow(() -> new NetworkFailure(
                                "Cannot change channel " + channel + ": it is so already, nothing is to be done")),
                Set.of());
    }

    /** The unsigned file. */
    public byte[] envelope() {
        return ConfigBlock.bytes(Envelope.newBuilder()
                        .setPayload(ConfigBlock.bytes(Payload.newBuilder()
                                .setHeader(Header.newBuilder()
                                        .setChannelHeader(ConfigBlock.bytes(ChannelHeader.newBuilder()
                                                .setType(HeaderType.CONFIG_UPDATE_VALUE)
                                                .setChannelId(update.getChannelId())
                                                .build())))
                                .setData(ConfigBlock.bytes(ConfigUpdateEnvelope.newBuilder()
                                        .setConfigUpdate(ConfigBlock.bytes(update))
                                        .build()))
                                .build()))
                        .build())
                .toByteArray();
    }

    /**
     * Reads a file; the signatures are checked by the orderers.
     *
     * @throws NetworkFailure when it is no change of that channel
     */
    public static ChannelUpdate parse(byte[] bytes, String channel) {
        try {
            Payload payload = Payload.parseFrom(Envelope.parseFrom(bytes).getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            if (header.getType() != HeaderType.CONFIG_UPDATE_VALUE) {
                throw new NetworkFailure("Cannot read update: its type is " + HeaderType.forNumber(header.getType())
                        + ", must be " + HeaderType.CONFIG_UPDATE);
            }
            ConfigUpdateEnvelope envelope = ConfigUpdateEnvelope.parseFrom(payload.getData());
            ConfigUpdate update = ConfigUpdate.parseFrom(envelope.getConfigUpdate());
            if (!update.getChannelId().equals(channel)) {
                throw new NetworkFailure("Cannot read update: it is of channel '" + update.getChannelId()
                        + "', must be of '" + channel + "'");
            }
            Set<String> signers = new TreeSet<>();
            for (ConfigSignature signature : envelope.getSignaturesList()) {
                SignatureHeader signed = SignatureHeader.parseFrom(signature.getSignatureHeader());
                signers.add(SerializedIdentity.parseFrom(signed.getCreator()).getMspid());
            }
            return new ChannelUpdate(update, signers);
        } catch (InvalidProtocolBufferException e) {
            throw new NetworkFailure("Cannot read update: " + e.getMessage(), e);
        }
    }

    /** What it writes, a line for each element with the path to it; whoever signs reads them first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines("Channel", update.getReadSet(), update.getWriteSet(), lines);
        return List.copyOf(lines);
    }

    private static void lines(String path, ConfigGroup read, ConfigGroup write, List<String> lines) {
        write.getValuesMap().forEach((name, value) -> {
            if (!read.containsValues(name)) {
                lines.add((value.getVersion() == 0 ? "new value " : "changed value ") + path + "/" + name);
            }
        });
        write.getPoliciesMap().forEach((name, policy) -> {
            if (!read.containsPolicies(name)) {
                lines.add((policy.getVersion() == 0 ? "new policy " : "changed policy ") + path + "/" + name);
            }
        });
        write.getGroupsMap().forEach((name, group) -> {
            if (read.containsGroups(name)) {
                lines(path + "/" + name, read.getGroupsOrThrow(name), group, lines);
            } else {
                lines.add("new group " + path + "/" + name);
            }
        });
        if (read.getVersion() != write.getVersion()) {
            lines.add("changed members of " + path);
        }
        lines.sort(null);
    }

    /**
     * Whether a configuration has what this writes, or what came after it. A newer configuration may be somebody else's change.
     *
     * @param channel root of the configuration in force
     */
    public boolean isIn(ConfigGroup channel) {
        return isIn(update.getReadSet(), update.getWriteSet(), channel);
    }

    private static boolean isIn(ConfigGroup read, ConfigGroup write, ConfigGroup now) {
        boolean values = write.getValuesMap().entrySet().stream()
                .filter(entry -> !read.containsValues(entry.getKey()))
                .allMatch(entry -> isIn(entry.getValue(), now.getValuesMap().get(entry.getKey())));
        boolean policies = write.getPoliciesMap().entrySet().stream()
                .filter(entry -> !read.containsPolicies(entry.getKey()))
                .allMatch(entry -> isIn(entry.getValue(), now.getPoliciesMap().get(entry.getKey())));
        boolean groups = write.getGroupsMap().entrySet().stream().allMatch(entry -> {
            ConfigGroup there = now.getGroupsMap().get(entry.getKey());
            ConfigGroup before = read.getGroupsMap().get(entry.getKey());
            return there != null && (before == null || isIn(before, entry.getValue(), there));
        });
        return now.getVersion() >= write.getVersion() && values && policies && groups;
    }

    private static <M extends Message> boolean isIn(M written, @Nullable M now) {
        return now != null
                && (ConfigDifference.version(now) > ConfigDifference.version(written) || now.equals(written));
    }
}
