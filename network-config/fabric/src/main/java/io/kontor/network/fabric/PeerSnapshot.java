package io.kontor.network.fabric;

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
 */
public record PeerSnapshot(Path folder, long block, long bytes) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Asks the peer for a snapshot of its last block and copies it. */
    static PeerSnapshot take(PeerCommand peer, Place place, Path snapshots, Path to) throws IOException {
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
                "--peerAddress",
                place.peerAddress(),
                "--tlsRootCertFile",
                place.keys().tlsRoot().toString());
        if (asked.exit() != 0 && !asked.text().contains("already")) {
            throw new NetworkFailure(
                    "Cannot take a snapshot at the peer of " + place.mspId() + ": " + asked.lastLine());
        }
        Path made = await(completed, asked.exit() == 0 ? before : before - 1);
        copy(made, to);
        return of(to, number(made));
    }

    /** Where a peer of some data keeps its snapshots. */
    static Path folderOf(NetworkFolder folder, Place place) {
        return folder.data(place.organisation().peer()).resolve("snapshots");
    }

    private static Path await(Path completed, long before) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Path> newest = newest(completed).filter(path -> number(path) > before);
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

    private static PeerSnapshot of(Path folder, long block) throws IOException {
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
        }
        return new PeerSnapshot(folder, block, bytes);
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
