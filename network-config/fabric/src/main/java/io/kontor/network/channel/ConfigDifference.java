package io.kontor.network.channel;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigValue;

/**
 * What must be read and what is written to come from one configuration to another, by Fabric's rules: an element that changes gets the next
 * version, a group gets it when members come or go or its own policy changes, all else is named with the version that it has.
 */
final class ConfigDifference {

    /** Read and write set of one group, and what changes in it. */
    private record Sets(ConfigGroup read, ConfigGroup write, Change change) {}

    private enum Change {
        NONE,
        INSIDE,
        MEMBERS
    }

    private ConfigDifference() {}

    /** The update, empty when both are the same. */
    static Optional<ConfigUpdate> between(String channel, ConfigGroup from, ConfigGroup to) {
        Sets sets = group(from, to);
        return sets.change == Change.NONE
                ? Optional.empty()
                : Optional.of(ConfigUpdate.newBuilder()
                        .setChannelId(channel)
                        .setReadSet(sets.read)
                        .setWriteSet(sets.write)
                        .build());
    }

    private static Sets group(ConfigGroup from, ConfigGroup to) {
        ConfigGroup.Builder read = ConfigGroup.newBuilder().setVersion(from.getVersion());
        ConfigGroup.Builder write = ConfigGroup.newBuilder().setVersion(from.getVersion());
        boolean members = !from.getModPolicy().equals(to.getModPolicy())
                || !from.getValuesMap().keySet().equals(to.getValuesMap().keySet())
                || !from.getPoliciesMap().keySet().equals(to.getPoliciesMap().keySet())
                || !from.getGroupsMap().keySet().equals(to.getGroupsMap().keySet());
        boolean values = values(from, to, write);
        boolean policies = policies(from, to, write);
        boolean groups = groups(from, to, read, write);
        if (members) {
            carry(from, to, read, write);
            write.setVersion(from.getVersion() + 1).setModPolicy(to.getModPolicy());
            return new Sets(read.build(), write.build(), Change.MEMBERS);
        }
        return new Sets(read.build(), write.build(), values || policies || groups ? Change.INSIDE : Change.NONE);
    }

    private static boolean values(ConfigGroup from, ConfigGroup to, ConfigGroup.Builder write) {
        boolean changed = false;
        for (Map.Entry<String, ConfigValue> entry : to.getValuesMap().entrySet()) {
            ConfigValue old = from.getValuesMap().get(entry.getKey());
            if (old == null) {
                write.putValues(
                        entry.getKey(),
                        entry.getValue().toBuilder().setVersion(0).build());
            } else if (!old.getValue().equals(entry.getValue().getValue())
                    || !old.getModPolicy().equals(entry.getValue().getModPolicy())) {
                write.putValues(
                        entry.getKey(),
                        entry.getValue().toBuilder()
                                .setVersion(old.getVersion() + 1)
                                .build());
                changed = true;
            }
        }
        return changed;
    }

    private static boolean policies(ConfigGroup from, ConfigGroup to, ConfigGroup.Builder write) {
        boolean changed = false;
        for (Map.Entry<String, ConfigPolicy> entry : to.getPoliciesMap().entrySet()) {
            ConfigPolicy old = from.getPoliciesMap().get(entry.getKey());
            if (old == null) {
                write.putPolicies(
                        entry.getKey(),
                        entry.getValue().toBuilder().setVersion(0).build());
            } else if (!old.getPolicy().equals(entry.getValue().getPolicy())
                    || !old.getModPolicy().equals(entry.getValue().getModPolicy())) {
                write.putPolicies(
                        entry.getKey(),
                        entry.getValue().toBuilder()
                                .setVersion(old.getVersion() + 1)
                                .build());
                changed = true;
            }
        }
        return changed;
    }

    private static boolean groups(
            ConfigGroup from, ConfigGroup to, ConfigGroup.Builder read, ConfigGroup.Builder write) {
        boolean changed = false;
        for (String name : new TreeSet<>(to.getGroupsMap().keySet())) {
            ConfigGroup fresh = Objects.requireNonNull(to.getGroupsMap().get(name));
            ConfigGroup old = from.getGroupsMap().get(name);
            if (old == null) {
                write.putGroups(name, fresh);
                continue;
            }
            Sets sets = group(old, fresh);
            if (sets.change != Change.NONE) {
                read.putGroups(name, sets.read);
                write.putGroups(name, sets.write);
                changed = true;
            }
        }
        return changed;
    }

    /** A group whose members change names all members that stay, as they are. */
    private static void carry(ConfigGroup from, ConfigGroup to, ConfigGroup.Builder read, ConfigGroup.Builder write) {
        from.getValuesMap().forEach((name, value) -> {
            if (to.containsValues(name) && !write.containsValues(name)) {
                ConfigValue bare =
                        ConfigValue.newBuilder().setVersion(value.getVersion()).build();
                read.putValues(name, bare);
                write.putValues(name, bare);
            }
        });
        from.getPoliciesMap().forEach((name, policy) -> {
            if (to.containsPolicies(name) && !write.containsPolicies(name)) {
                ConfigPolicy bare = ConfigPolicy.newBuilder()
                        .setVersion(policy.getVersion())
                        .build();
                read.putPolicies(name, bare);
                write.putPolicies(name, bare);
            }
        });
        from.getGroupsMap().forEach((name, group) -> {
            if (to.containsGroups(name) && !write.containsGroups(name)) {
                ConfigGroup bare =
                        ConfigGroup.newBuilder().setVersion(group.getVersion()).build();
                read.putGroups(name, bare);
                write.putGroups(name, bare);
            }
        });
    }
}
