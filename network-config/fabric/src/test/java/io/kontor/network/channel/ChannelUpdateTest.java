package io.kontor.network.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kontor.network.process.NetworkFailure;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.junit.jupiter.api.Test;

/** NET-14: a change names what it reads and what it writes with the right versions, and nothing else. */
class ChannelUpdateTest {

    private static final ConfigGroup LEAF = ConfigGroup.newBuilder()
            .setVersion(4)
            .putValues("a", value(2, "old"))
            .putValues("b", value(5, "kept"))
            .build();
    private static final ConfigGroup TOP = ConfigGroup.newBuilder()
            .setVersion(1)
            .putGroups("leaf", LEAF)
            .putGroups("other", ConfigGroup.newBuilder().setVersion(9).build())
            .build();

    private static ConfigValue value(long version, String text) {
        return ConfigValue.newBuilder()
                .setVersion(version)
                .setModPolicy("Admins")
                .setValue(ByteString.copyFromUtf8(text))
                .build();
    }

    private static ConfigGroup with(ConfigGroup leaf) {
        return TOP.toBuilder().putGroups("leaf", leaf).build();
    }

    @Test
    void a_changed_value_gets_the_next_version_and_its_group_keeps_its_own() {
        ConfigUpdate update = ChannelUpdate.between(
                        "kontor",
                        TOP,
                        with(LEAF.toBuilder().putValues("a", value(0, "new")).build()))
                .update();
        ConfigGroup written = update.getWriteSet().getGroupsOrThrow("leaf");
        assertThat(written.getVersion()).isEqualTo(4);
        assertThat(written.getValuesMap()).containsOnlyKeys("a");
        assertThat(written.getValuesOrThrow("a")).isEqualTo(value(3, "new"));
        assertThat(update.getReadSet().getGroupsOrThrow("leaf").getValuesMap()).isEmpty();
        assertThat(update.getWriteSet().getGroupsMap()).containsOnlyKeys("leaf");
    }

    @Test
    void a_group_whose_members_change_gets_the_next_version_and_names_those_that_stay() {
        ChannelUpdate change = ChannelUpdate.between(
                "kontor",
                TOP,
                with(LEAF.toBuilder()
                        .removeValues("a")
                        .putValues("c", value(7, "fresh"))
                        .build()));
        ConfigGroup written = change.update().getWriteSet().getGroupsOrThrow("leaf");
        assertThat(written.getVersion()).isEqualTo(5);
        assertThat(written.getValuesMap()).containsOnlyKeys("b", "c");
        assertThat(written.getValuesOrThrow("b"))
                .isEqualTo(ConfigValue.newBuilder().setVersion(5).build());
        assertThat(written.getValuesOrThrow("c")).isEqualTo(value(0, "fresh"));
        assertThat(change.lines()).containsExactly("changed members of Channel/leaf", "new value Channel/leaf/c");
    }

    @Test
    void the_same_configuration_is_no_change() {
        assertThatThrownBy(() -> ChannelUpdate.between("kontor", TOP, TOP))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("nothing is to be done");
    }

    @Test
    void a_file_is_read_as_it_was_written_and_only_for_its_channel() {
        ChannelUpdate change = ChannelUpdate.between(
                "kontor", TOP, TOP.toBuilder().removeGroups("other").build());
        assertThat(ChannelUpdate.parse(change.envelope(), "kontor")).isEqualTo(change);
        assertThatThrownBy(() -> ChannelUpdate.parse(change.envelope(), "trade"))
                .hasMessageContaining("it is of channel 'kontor', must be of 'trade'");
        assertThatThrownBy(() -> ChannelUpdate.parse(new byte[] {1, 2, 3}, "kontor"))
                .isInstanceOf(NetworkFailure.class);
        assertThatThrownBy(() -> ConfigBlock.parse(new byte[] {1, 2, 3})).isInstanceOf(NetworkFailure.class);
    }

    @Test
    void a_change_is_in_force_where_it_was_written_and_not_by_another_that_came_first() {
        ChannelUpdate change = ChannelUpdate.between(
                "kontor",
                TOP,
                with(LEAF.toBuilder().putValues("a", value(0, "new")).build()));
        assertThat(change.isIn(TOP)).isFalse();
        assertThat(change.isIn(written(3, "new"))).isTrue();
        assertThat(change.isIn(written(3, "another's"))).isFalse();
        assertThat(change.isIn(written(4, "later"))).isTrue();
        ConfigGroup elsewhere = TOP.toBuilder()
                .putGroups("other", ConfigGroup.newBuilder().setVersion(10).build())
                .build();
        assertThat(change.isIn(elsewhere)).isFalse();
    }

    private static ConfigGroup written(long version, String text) {
        return with(LEAF.toBuilder().putValues("a", value(version, text)).build());
    }

    @Test
    void new_members_are_in_force_with_their_group() {
        ConfigGroup more = LEAF.toBuilder().putValues("c", value(0, "fresh")).build();
        ChannelUpdate change = ChannelUpdate.between("kontor", TOP, with(more));
        assertThat(change.isIn(TOP)).isFalse();
        assertThat(change.isIn(with(more.toBuilder().setVersion(5).build()))).isTrue();
        ChannelUpdate group = ChannelUpdate.between(
                "kontor", TOP, TOP.toBuilder().putGroups("third", LEAF).build());
        assertThat(group.isIn(TOP)).isFalse();
        assertThat(group.isIn(
                        TOP.toBuilder().setVersion(2).putGroups("third", LEAF).build()))
                .isTrue();
    }
}
