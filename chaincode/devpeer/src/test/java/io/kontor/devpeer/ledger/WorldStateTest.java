package io.kontor.devpeer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Snapshots of the world state (DEV-13). */
class WorldStateTest {
    private final WorldState state = new WorldState();

    @Test
    void snapshot_sees_the_blocks_below_its_height_and_nothing_later() {
        write(0, "a", "0");
        state.publish(1);
        try (StateSnapshot early = state.snapshot()) {
            write(1, "a", "1");
            write(1, "b", "1");
            assertThat(text(early)).as("written, not published").isEqualTo("a=0");
            state.publish(2);
            delete(2, "a");
            state.publish(3);

            assertThat(text(early)).isEqualTo("a=0");
            assertThat(early.height()).isEqualTo(1);
            try (StateSnapshot late = state.snapshot()) {
                assertThat(text(late)).isEqualTo("b=1");
                assertThat(late.get("a")).isEmpty();
            }
        }
    }

    @Test
    void random_blocks_give_every_snapshot_what_it_would_have_seen_alone() {
        final Random random = new Random(7);
        final TreeMap<String, String> expected = new TreeMap<>(KeyOrder.UTF_8);
        final List<StateSnapshot> open = new ArrayList<>();
        final List<String> pictures = new ArrayList<>();
        for (int block = 0; block < 300; block++) {
            for (int i = 0; i < 5; i++) {
                final String key = "k" + random.nextInt(12);
                if (random.nextInt(4) == 0) {
                    delete(block, key);
                    expected.remove(key);
                } else {
                    write(block, key, block + "-" + i);
                    expected.put(key, block + "-" + i);
                }
            }
            state.publish(block + 1);
            open.add(state.snapshot());
            pictures.add(picture(expected));
            if (open.size() > 10) {
                final int closed = random.nextInt(open.size());
                assertThat(text(open.get(closed))).isEqualTo(pictures.get(closed));
                open.remove(closed).close();
                pictures.remove(closed);
            }
        }
        for (int i = 0; i < open.size(); i++) {
            assertThat(text(open.get(i))).isEqualTo(pictures.get(i));
        }
    }

    @Test
    void keys_are_ordered_as_their_utf_8_bytes_are() {
        final Random random = new Random(11);
        final int[] borders = {0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
        final List<String> keys = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            final StringBuilder key = new StringBuilder();
            for (int length = random.nextInt(4); length >= 0; length--) {
                key.appendCodePoint(borders[random.nextInt(borders.length)]);
            }
            keys.add(key.toString());
        }
        final Comparator<String> byBytes = (left, right) -> ByteString.unsignedLexicographicalComparator()
                .compare(ByteString.copyFromUtf8(left), ByteString.copyFromUtf8(right));

        for (final String left : keys) {
            for (final String right : keys) {
                assertThat(Integer.signum(KeyOrder.UTF_8.compare(left, right)))
                        .isEqualTo(Integer.signum(byBytes.compare(left, right)));
            }
        }
    }

    private void write(final long block, final String key, final String value) {
        final Version version = new Version(block, 0);
        state.write(key, version, new StateValue(ByteString.copyFromUtf8(value), version, List.of()));
    }

    private void delete(final long block, final String key) {
        state.write(key, new Version(block, 0), null);
    }

    private static String text(final StateView view) {
        final TreeMap<String, String> found = new TreeMap<>(KeyOrder.UTF_8);
        view.range("", "")
                .forEachRemaining(entry ->
                        found.put(entry.getKey(), entry.getValue().value().toStringUtf8()));
        return picture(found);
    }

    private static String picture(final Map<String, String> values) {
        final List<String> lines = new ArrayList<>();
        values.forEach((key, value) -> lines.add(key + "=" + value));
        return String.join(",", lines);
    }
}
