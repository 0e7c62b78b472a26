package io.kontor.devpeer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.config.StartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block files (DEV-4), and what is done about torn and damaged ones (DEV-6). */
class BlockStoreTest {
    private static final String FILE = "blocks-000000000000.kbf";

    @TempDir
    Path folder;

    private final List<Block> blocks = new ArrayList<>();
    private byte[] whole = {};
    private int lastStart;

    @BeforeEach
    void writeThreeBlocks() throws Exception {
        try (BlockStore store = BlockStore.open(folder, block -> {})) {
            for (int i = 0; i < 3; i++) {
                lastStart = i == 0 ? 0 : (int) Files.size(folder.resolve(FILE));
                final Block block = block(store, "transaction " + i);
                store.append(block);
                blocks.add(block);
            }
        }
        whole = Files.readAllBytes(folder.resolve(FILE));
    }

    @Test
    void record_has_the_layout_of_the_specification() {
        final ByteBuffer header = ByteBuffer.wrap(whole);

        assertThat(new byte[] {header.get(), header.get(), header.get(), header.get()})
                .isEqualTo(new byte[] {'K', 'B', 'L', 'K'});
        assertThat(header.getLong()).isZero();
        assertThat(header.getInt()).isEqualTo(blocks.get(0).getSerializedSize());
        assertThat(header.getInt()).isEqualTo(crc(blocks.get(0).toByteArray()));
        assertThat(header.getInt()).isEqualTo(crc(java.util.Arrays.copyOf(whole, 20)));
        assertThat(whole).containsSubsequence(blocks.get(0).toByteArray());
    }

    @Test
    void blocks_come_back_in_order_and_by_number() throws Exception {
        final List<Block> replayed = new ArrayList<>();
        try (BlockStore store = BlockStore.open(folder, replayed::add)) {
            assertThat(replayed).isEqualTo(blocks);
            assertThat(store.height()).isEqualTo(3);
            assertThat(store.read(1)).isEqualTo(blocks.get(1));
            assertThat(store.lastHash())
                    .isEqualTo(BlockHash.ofHeader(blocks.get(2).getHeader()));
        }
    }

    @Test
    void last_block_torn_at_any_byte_is_cut_off_and_can_be_written_again() throws Exception {
        for (int length = lastStart; length < whole.length; length++) {
            Files.write(folder.resolve(FILE), java.util.Arrays.copyOf(whole, length));
            reopenAndWriteAgain(length);
        }
    }

    @Test
    void last_block_whose_end_was_never_written_is_cut_off() throws Exception {
        for (int length = lastStart; length < whole.length; length += 7) {
            final byte[] zeros = new byte[whole.length];
            System.arraycopy(whole, 0, zeros, 0, length);
            Files.write(folder.resolve(FILE), zeros);
            reopenAndWriteAgain(length);
        }
    }

    @Test
    void changed_byte_in_an_earlier_block_is_damage_and_not_a_torn_tail() throws Exception {
        for (int position = 0; position < lastStart; position += 11) {
            final byte[] changed = whole.clone();
            changed[position] ^= 1;
            Files.write(folder.resolve(FILE), changed);

            assertThatThrownBy(() -> BlockStore.open(folder, block -> {}))
                    .as("byte %d", position)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("is damaged at byte");
            assertThat(Files.readAllBytes(folder.resolve(FILE)))
                    .as("nothing is cut")
                    .isEqualTo(changed);
        }
    }

    @Test
    void torn_block_in_a_file_that_another_follows_is_damage() throws Exception {
        Files.write(folder.resolve(FILE), java.util.Arrays.copyOf(whole, whole.length - 1));
        Files.createFile(folder.resolve("blocks-000000000003.kbf"));

        assertThatThrownBy(() -> BlockStore.open(folder, block -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("a file follows");
    }

    @Test
    void block_that_does_not_continue_the_chain_is_refused_when_written_and_when_read() throws Exception {
        final Block stray = Block.newBuilder()
                .setHeader(BlockHeader.newBuilder()
                        .setNumber(3)
                        .setPreviousHash(ByteString.copyFromUtf8("elsewhere"))
                        .setDataHash(BlockHash.ofData(List.of())))
                .build();
        try (BlockStore store = BlockStore.open(folder, block -> {})) {
            assertThatThrownBy(() -> store.append(stray)).isInstanceOf(IllegalArgumentException.class);
        }
        final ByteBuffer encoded = BlockRecord.encode(3, stray.toByteArray());
        final byte[] stored = new byte[encoded.remaining()];
        encoded.get(stored);
        Files.write(folder.resolve(FILE), stored, java.nio.file.StandardOpenOption.APPEND);

        assertThatThrownBy(() -> BlockStore.open(folder, block -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("does not continue the hash chain");
    }

    @Test
    void full_file_is_followed_by_a_new_one_named_after_its_first_block() throws Exception {
        final String large = "x".repeat(9 * 1024 * 1024);
        try (BlockStore store = BlockStore.open(folder, block -> {})) {
            for (int i = 0; i < 9; i++) {
                store.append(block(store, large));
            }
        }
        assertThat(folder.resolve("blocks-000000000011.kbf")).exists();
        try (BlockStore store = BlockStore.open(folder, block -> {})) {
            assertThat(store.height()).isEqualTo(12);
            assertThat(store.read(11).getHeader().getNumber()).isEqualTo(11);
        }
    }

    private void reopenAndWriteAgain(final int length) throws Exception {
        try (BlockStore store = BlockStore.open(folder, block -> {})) {
            assertThat(store.height()).as("torn at byte %d", length).isEqualTo(2);
            store.append(blocks.get(2));
        }
        assertThat(Files.readAllBytes(folder.resolve(FILE)))
                .as("torn at byte %d", length)
                .isEqualTo(whole);
    }

    private static Block block(final BlockStore store, final String content) throws IOException {
        final List<ByteString> data = List.of(ByteString.copyFromUtf8(content));
        return Block.newBuilder()
                .setHeader(BlockHeader.newBuilder()
                        .setNumber(store.height())
                        .setPreviousHash(store.lastHash())
                        .setDataHash(BlockHash.ofData(data)))
                .setData(BlockData.newBuilder().addAllData(data))
                .build();
    }

    private static int crc(final byte[] bytes) {
        final java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
