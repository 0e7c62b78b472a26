package io.kontor.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of each kind of leaf: rules RCP-1 and RCP-2 of docs/spec/receipt.md. */
class LeafCodecTest {

    private static final int KIND_AT = 1;
    private static final Delivery ONE_HIT = new Delivery(Delivery.Hit.HIT, 24, 1, 24, 1, 0);

    static List<LogLeaf> leaves() {
        return ReceiptSamples.LEAVES;
    }

    private static byte[] golden(LogLeaf leaf) throws IOException {
        String file = "/golden/leaf-" + leaf.kind() + ".hex";
        try (InputStream in = LeafCodecTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }

    @Test
    void there_is_a_sample_of_every_kind() {
        assertThat(leaves()).extracting(LogLeaf::kind).containsExactlyInAnyOrder(LeafKind.values());
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void a_leaf_has_the_bytes_of_its_golden_file_and_is_read_from_them(LogLeaf leaf) throws IOException {
        assertThat(LeafCodec.encode(leaf)).isEqualTo(golden(leaf));
        assertThat(LeafCodec.decode(golden(leaf))).isEqualTo(leaf);
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void a_leaf_that_ends_early_or_late_is_refused(LogLeaf leaf) {
        byte[] bytes = LeafCodec.encode(leaf);
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> LeafCodec.decode(shorter)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> LeafCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void whatever_decodes_encodes_to_the_same_bytes_and_every_bit_counts(LogLeaf leaf) {
        byte[] bytes = LeafCodec.encode(leaf);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                LogLeaf other = LeafCodec.decode(changed);
                assertThat(other).isNotEqualTo(leaf);
                assertThat(LeafCodec.encode(other)).isEqualTo(changed);
            } catch (MalformedException e) {
                assertThat(e).hasMessageStartingWith("Cannot ");
            }
        }
    }

    @Test
    void another_version_and_an_unknown_kind_are_refused() {
        byte[] bytes = LeafCodec.encode(ReceiptSamples.RELEASED);
        bytes[0] = 2;
        assertThatThrownBy(() -> LeafCodec.decode(bytes)).hasMessage("Cannot decode leaf: version 2, must be 1");
        bytes[0] = 1;
        for (int kind : new int[] {0, 11, 255}) {
            bytes[KIND_AT] = (byte) kind;
            assertThatThrownBy(() -> LeafCodec.decode(bytes)).hasMessage("Cannot decode leaf: unknown kind " + kind);
        }
    }

    @Test
    void only_the_leaf_of_a_call_is_a_receipt() {
        for (LogLeaf leaf : leaves()) {
            byte[] bytes = LeafCodec.encode(leaf);
            if (leaf.kind().isCall()) {
                assertThat(LeafCodec.decodeReceipt(bytes)).isEqualTo(leaf);
            } else {
                assertThatThrownBy(() -> LeafCodec.decodeReceipt(bytes))
                        .hasMessageContaining(leaf.kind().name());
            }
        }
    }

    @Test
    void leaves_about_a_grant_name_it_and_leaves_about_the_log_do_not() {
        assertThat(leaves().stream().filter(leaf -> leaf.concernedGrant().isEmpty()))
                .extracting(LogLeaf::kind)
                .containsExactlyInAnyOrder(LeafKind.EPOCH_OPENED, LeafKind.LEASE_CLOSED, LeafKind.PERIOD_CLOSED);
    }

    @Test
    void a_receipt_whose_outcome_contradicts_itself_cannot_exist() {
        Optional<RejectionCode> none = Optional.empty();
        Optional<RejectionCode> count = Optional.of(RejectionCode.COUNT);
        assertRefused(LeafKind.RELEASED, count, ONE_HIT, Digest32.ZERO);
        assertRefused(LeafKind.RELEASED, none, Delivery.NOTHING, Digest32.ZERO);
        assertRefused(LeafKind.DENIED, none, Delivery.NOTHING, Digest32.ZERO);
        assertRefused(LeafKind.DENIED, count, ONE_HIT, Digest32.ZERO);
        assertRefused(LeafKind.DENIED, count, Delivery.NOTHING, Samples.DIGEST);
        assertRefused(LeafKind.RESERVED, none, new Delivery(Delivery.Hit.NONE, 0, 0, 0, 1, 0), Digest32.ZERO);
        assertRefused(LeafKind.EPOCH_OPENED, none, Delivery.NOTHING, Digest32.ZERO);
    }

    private static void assertRefused(
            LeafKind kind, Optional<RejectionCode> refusal, Delivery delivery, Digest32 result) {
        assertThatThrownBy(() -> ReceiptSamples.receipt(kind, refusal, delivery, result))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void usage_is_items_times_records_of_a_hit_and_nothing_else() {
        assertThatThrownBy(() -> new Delivery(Delivery.Hit.HIT, 24, 2, 47, 1, 0))
                .hasMessageContaining("must be 48");
        assertThatThrownBy(() -> new Delivery(Delivery.Hit.MISS, 24, 1, 24, 1, 0))
                .hasMessageContaining("must be 0");
        assertThatThrownBy(() -> new Delivery(Delivery.Hit.HIT, Integer.MAX_VALUE, 1L << 50, 0, 0, 0))
                .hasMessageContaining("do not fit");
        assertThat(new Delivery(Delivery.Hit.HIT, 24, 2, 48, 1, 0).usage()).isEqualTo(48);
    }

    @Test
    void a_receipt_holds_what_it_was_made_of() {
        CallReceipt receipt = LeafCodec.decodeReceipt(LeafCodec.encode(ReceiptSamples.RELEASED));
        assertThat(receipt.consent()).isPresent();
        assertThat(receipt.totals()).isEqualTo(ReceiptSamples.COUNTS);
        assertThat(receipt.sequence()).isEqualTo(12);
    }
}
