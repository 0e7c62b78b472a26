package io.kontor.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** ID-2: bytes, words and text of a digest say the same. */
class Digest32Test {

    private static final int ROUNDS = 1_000;

    private final Random random = new Random(20_261_122);

    private byte[] bytes() {
        byte[] bytes = new byte[Digest32.LENGTH];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void each_way_in_and_out_keeps_the_bytes() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = bytes();
            byte[] longer = new byte[Digest32.LENGTH + 20];
            int at = random.nextInt(21);
            System.arraycopy(bytes, 0, longer, at, bytes.length);
            Digest32 digest = Digest32.of(longer, at);
            assertThat(digest).isEqualTo(Digest32.of(bytes)).isEqualTo(Digest32.fromHex(digest.hex()));
            assertThat(digest.bytes()).isEqualTo(bytes);
            assertThat(digest.hex()).isEqualTo(HexFormat.of().formatHex(bytes));
            byte[] copied = new byte[longer.length];
            digest.copyTo(copied, at);
            assertThat(copied).isEqualTo(longer);
        }
    }

    @Test
    void goes_into_a_buffer_of_either_order_whole_or_not_at_all() {
        byte[] bytes = bytes();
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            ByteBuffer into = ByteBuffer.allocate(Digest32.LENGTH + 1).order(order);
            Digest32.of(bytes).put(into.put((byte) 7));
            assertThat(Arrays.copyOfRange(into.array(), 1, 33)).isEqualTo(bytes);
            ByteBuffer tight = ByteBuffer.allocate(Digest32.LENGTH - 1).order(order);
            assertThatThrownBy(() -> Digest32.of(bytes).put(tight)).isInstanceOf(BufferOverflowException.class);
            assertThat(tight.position()).isZero();
        }
    }

    @Test
    void does_not_go_where_it_does_not_fit() {
        byte[] into = new byte[40];
        for (int at : new int[] {-1, 9, 40, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> Digest32.of(bytes()).copyTo(into, at))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> Digest32.of(into, at)).hasMessageContaining("40 bytes");
        }
        assertThat(into).containsOnly(0);
    }

    @Test
    void differs_from_itself_in_each_single_bit_and_comes_in_the_order_of_its_text() {
        byte[] bytes = bytes();
        Digest32 digest = Digest32.of(bytes);
        for (int bit = 0; bit < Digest32.LENGTH * Byte.SIZE; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Digest32 other = Digest32.of(changed);
            assertThat(other).as("bit %d", bit).isNotEqualTo(digest);
            assertThat(Integer.signum(digest.compareTo(other)))
                    .isEqualTo(Integer.signum(digest.hex().compareTo(other.hex())));
        }
        assertThat(digest.compareTo(Digest32.of(bytes))).isZero();
    }
}
