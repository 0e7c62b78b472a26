package io.kontor.network.channel;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigUpdate;

/**
 * What must be read and what is written to come from one configuration to another, by Fabric's rules: an element that changes gets the next
 * version, a group gets it when members come or go or its own policy changes, all else is named with the version that it has.
 */
final class ConfigDifference {

    private static final String VERSION = "version";

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
        boolean values = elements(from.getValuesMap(), to.getValuesMap(), write::putValues);
        boolean policies = elements(from.getPoliciesMap(), to.getPoliciesMap(), write::putPolicies);
        boolean groups = groups(from, to, read, write);
        if (members) {
            carry(from, to, read, write);
            write.setVersion(from.getVersion() + 1).setModPolicy(to.getModPolicy());
            return new Sets(read.build(), write.build(), Change.MEMBERS);
        }
        return new Sets(read.build(), write.build(), values || policies || groups ? Change.INSIDE : Change.NONE);
    }

    /** Writes what is new or differs, and tells whether anything differs; values and policies alike. */
    private static <M extends Message> boolean elements(
            Map<String, M> from, Map<String, M> to, BiConsumer<String, M> write) {
        boolean changed = false;
        for (Map.Entry<String, M> entry : to.entrySet()) {
            M old = from.get(entry.getKey());
            M fresh = entry.getValue();
            if (old == null) {
                write.accept(entry.getKey(), versioned(fresh, 0));
            } else if (!versioned(old, 0).equals(versioned(fresh, 0))) {
                write.accept(entry.getKey(), versioned(fresh, version(old) + 1));
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
        stay(from.getValuesMap(), to::containsValues, write::containsValues, (name, bare) -> {
            read.putValues(name, bare);
            write.putValues(name, bare);
        });
        stay(from.getPoliciesMap(), to::containsPolicies, write::containsPolicies, (name, bare) -> {
            read.putPolicies(name, bare);
            write.putPolicies(name, bare);
        });
        stay(from.getGroupsMap(), to::containsGroups, write::containsGroups, (name, bare) -> {
            read.putGroups(name, bare);
            write.putGroups(name, bare);
        });
    }

    private static <M extends Message> void stay(
            Map<String, M> from, Predicate<String> stays, Predicate<String> written, BiConsumer<String, M> put) {
        from.forEach((name, element) -> {
            if (stays.test(name) && !written.test(name)) {
                put.accept(name, bare(element));
            }
        });
    }

    private static FieldDescriptor field(Message element) {
        return element.getDescriptorForType().findFieldByName(VERSION);
    }

    static long version(Message element) {
        return (Long) element.getField(field(element));
    }

    @SuppressWarnings("unchecked") // its own builder builds its own type
    private static <M extends Message> M versioned(M element, long version) {
        return (M) element.toBuilder().setField(field(element), version).build();
    }

    /** Its version and nothing else. */
    @SuppressWarnings("unchecked") // as above
    private static <M extends Message> M bare(M element) {
        return (M) element.newBuilderForType()
                .setField(field(element), version(element))
                .build();
    }
}
