package io.kontor.network.fabric;

import io.kontor.network.channel.BlockLink;
import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The state of the channel at one block as a peer wrote it down, by which another peer joins without the blocks before (NET-16).
 *
 * @param folder its files
 * @param block number of its last block
 * @param bytes size of its files
 * @param hash SHA-256 over the hashes of its files; every peer that wrote down the same block has the same
 */
public record PeerSnapshot(Path folder, long block, long bytes, String hash) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /**
     * Asks the peer for a snapshot and copies it.
     *
     * @param block the block, 0 for the last one that the peer has; it waits for one that is still to come
     */
    static PeerSnapshot take(PeerCommand peer, Place place, Path snapshots, Path to, long block) throws IOException {
        if (Files.exists(to)) {
            throw new NetworkFailure(
                    "Cannot write a snapshot to " + to + ": it is there; choose another folder with --to");
        }
        Path completed = snapshots.resolve("completed").resolve(FabricNetwork.CHANNEL);
        long before = newest(completed).map(PeerSnapshot::number).orElse(-1L);
        Command.Output asked = peer.run(
                "snapshot",
                "submitrequest",
                "-c",
                FabricNetwork.CHANNEL,
                "-b",
                Long.toString(block),
                "--peerAddress",
                place.peerAddress(),
                "--tlsRootCertFile",
                place.keys().tlsRoot().toString());
        if (asked.exit() != 0 && !asked.text().contains("already")) {
            throw new NetworkFailure(
                    "Cannot take a snapshot at the peer of " + place.mspId() + ": " + asked.lastLine());
        }
        long least = block > 0 ? block : asked.exit() == 0 ? before + 1 : before;
        copy(await(completed, least), to);
        return read(to);
    }

    /** Where a peer of some data keeps its snapshots. */
    static Path folderOf(NetworkFolder folder, Place place) {
        return folder.data(place.organisation().peer()).resolve("snapshots");
    }

    private static Path await(Path completed, long least) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Path> newest = newest(completed).filter(path -> number(path) >= least);
            if (newest.isPresent()) {
                return newest.get();
            }
            if (System.nanoTime() > deadline) {
                throw new NetworkFailure("Cannot take a snapshot: none is in " + completed + " within "
                        + PATIENCE.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static Optional<Path> newest(Path completed) throws IOException {
        if (!Files.isDirectory(completed)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(completed)) {
            return all.max(Comparator.comparingLong(PeerSnapshot::number));
        }
    }

    private static long number(Path snapshot) {
        return Long.parseLong(String.valueOf(snapshot.getFileName()));
    }

    /**
     * A snapshot that somebody made, each file compared with its hash.
     *
     * @throws NetworkFailure when a file is not what the metadata says
     */
    static PeerSnapshot read(Path folder) throws IOException {
        SnapshotMetadata metadata = SnapshotMetadata.verified(folder);
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
        }
        return new PeerSnapshot(folder, metadata.block(), bytes, metadata.hash());
    }

    /** Finds out whether its last block is the one that the channel has under that number. */
    void requireBlock(byte[] ofChannel) throws IOException {
        String link = BlockLink.of(ofChannel);
        String said = SnapshotMetadata.verified(folder).blockHash();
        if (!link.equals(said)) {
            throw new NetworkFailure("Cannot join by snapshot " + folder + ": hash of its block " + block + " is "
                    + said + ", the channel has " + link);
        }
    }

    /** Lets a peer join by it and waits until it has. */
    void join(PeerCommand peer) {
        peer.require(
                "channel",
                "joinbysnapshot",
                "--snapshotpath",
                folder.toAbsolutePath().normalize().toString());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!SiteChannel.joined(peer)) {
            boolean running = peer.require("channel", "joinbysnapshotstatus")
                    .contains("A joinbysnapshot operation is in progress");
            if (!running && !SiteChannel.joined(peer)) {
                throw new NetworkFailure("Cannot join by snapshot " + folder + ": the peer gave it up; see its log");
            }
            if (System.nanoTime() > deadline) {
                throw new NetworkFailure(
                        "Cannot join by snapshot " + folder + ": not done within " + PATIENCE.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
