package io.kontor.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.merkle.TreeHead;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** LOG-2: the bytes that a log's key signs. */
class SignedTreeHeadTest {

    @Test
    void the_signed_bytes_are_six_lines() {
        String expected = "kontor-tree-head-v1\nlog-1\n1\n18\n" + Samples.DIGEST.hex() + "\n" + Samples.MIDNIGHT + "\n";
        assertThat(ReceiptSamples.SIGNED_HEAD.message()).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
        assertThat(ReceiptSamples.SIGNED_HEAD.head()).isEqualTo(new TreeHead(18, Samples.DIGEST));
    }
}
