package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kontor.network.channel.BlockLink;
import io.kontor.network.channel.ConfigBlock;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NET-16: a snapshot is what its metadata says, or nobody begins with it. */
class SnapshotMetadataTest {

    private static final String SIGNABLE = "_snapshot_signable_metadata.json";
    private static final byte[] BLOCK = Block.newBuilder()
            .setHeader(BlockHeader.newBuilder()
                    .setNumber(300)
                    .setPreviousHash(ByteString.copyFrom(new byte[32]))
                    .setDataHash(ByteString.copyFrom(new byte[32])))
            .build()
            .toByteArray();

    @TempDir
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        Files.writeString(folder.resolve("txids.data"), "ids");
        Files.writeString(folder.resolve("public_state.data"), "state");
        write("kontor");
    }

    private void write(String channel) throws IOException {
        String signable = """
                {
                    "channel_name": "%s",
                    "last_block_number": 300,
                    "last_block_hash": "%s",
                    "previous_block_hash": "00",
                    "snapshot_files_raw_hashes": {
                        "public_state.data": "%s",
                        "txids.data": "%s"
                    },
                    "state_db_type": "goleveldb"
                }""".formatted(
                        channel,
                        BlockLink.of(BLOCK),
                        Site.digest(folder.resolve("public_state.data")),
                        Site.digest(folder.resolve("txids.data")));
        Files.writeString(folder.resolve(SIGNABLE), signable);
        Files.writeString(
                folder.resolve("_snapshot_additional_metadata.json"),
                "{\"snapshot_hash\": \"" + Site.digest(folder.resolve(SIGNABLE))
                        + "\", \"last_block_commit_hash\": \"00\"}");
    }

    @Test
    void a_snapshot_names_its_last_block_and_the_hash_of_all_of_it() throws IOException {
        PeerSnapshot snapshot = PeerSnapshot.read(folder);
        assertThat(snapshot.block()).isEqualTo(300);
        assertThat(snapshot.hash()).isEqualTo(Site.digest(folder.resolve(SIGNABLE)));
        snapshot.requireBlock(BLOCK);
        byte[] other = Block.newBuilder()
                .setHeader(BlockHeader.newBuilder().setNumber(300))
                .build()
                .toByteArray();
        assertThatThrownBy(() -> snapshot.requireBlock(other))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("hash of its block 300 is " + BlockLink.of(BLOCK) + ", the channel has ");
    }

    /** The header as Fabric hashes it: 30 49, 02 02 012c, 04 20 zeros, 04 20 zeros. */
    @Test
    void the_hash_of_a_block_is_that_of_its_header_in_der() {
        byte[] der = new byte[74];
        System.arraycopy(new byte[] {0x30, 72, 2, 2, 1, 44, 4, 32}, 0, der, 0, 8);
        System.arraycopy(new byte[] {4, 32}, 0, der, 40, 2);
        assertThat(BlockLink.of(BLOCK)).isEqualTo(ConfigBlock.digest(der));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "txids.data | SHA-256 of txids.data is ",
                "private_state.data | its metadata does not name private_state.data",
                "_snapshot_signable_metadata.json | SHA-256 of _snapshot_signable_metadata.json is ",
            })
    void a_snapshot_with_another_file_is_refused_in_one_line(String name, String reason) throws IOException {
        String before = Files.exists(folder.resolve(name)) ? Files.readString(folder.resolve(name)) : "";
        Files.writeString(folder.resolve(name), before + " ");
        assertThatThrownBy(() -> PeerSnapshot.read(folder))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageStartingWith("Cannot use snapshot " + folder)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_snapshot_of_another_channel_or_with_a_missing_file_is_refused() throws IOException {
        Files.delete(folder.resolve("txids.data"));
        assertThatThrownBy(() -> PeerSnapshot.read(folder)).isInstanceOf(IOException.class);
        Files.writeString(folder.resolve("txids.data"), "ids");
        write("other");
        assertThatThrownBy(() -> PeerSnapshot.read(folder))
                .hasMessageEndingWith("it is of channel other, must be of kontor");
    }
}
