package io.kontor.usage.receiptlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.merkle.ChunkStore;
import io.kontor.usage.journal.RecordPosition;
import org.junit.jupiter.api.Test;

class LeafPositionsTest {

    @Test
    void finds_each_leaf_through_all_growth() {
        LeafPositions positions = new LeafPositions(ChunkStore.inMemory());
        int leaves = 40_000;
        for (int i = 0; i < leaves; i++) {
            positions.add(position(i));
        }
        for (int i = 0; i < leaves; i++) {
            assertThat(positions.get(i)).isEqualTo(position(i));
        }
        assertThatThrownBy(() -> positions.get(leaves)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> positions.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static RecordPosition position(int leaf) {
        return new RecordPosition(1 + leaf / 1_000, 64 + leaf, 100 + leaf % 7);
    }
}
