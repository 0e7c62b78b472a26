package io.kontor.network.fabric;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a snapshot says of itself: the hashes of its files stand in one file, whose hash is the snapshot's (NET-16).
 *
 * @param block number of its last block
 * @param blockHash hash of that block's header
 * @param hash hash of the snapshot, the same at every peer that made one of the same block
 */
record SnapshotMetadata(long block, String blockHash, String hash) {
    private static final String SIGNABLE = "_snapshot_signable_metadata.json";
    private static final String ADDITIONAL = "_snapshot_additional_metadata.json";

    /**
     * Reads it and compares every file with its hash.
     *
     * @throws NetworkFailure naming the first file that differs, is missing or does not belong
     */
    static SnapshotMetadata verified(Path folder) throws IOException {
        try {
            JsonObject signable = CanonicalJson.parse(Files.readString(folder.resolve(SIGNABLE)));
            String hash = CanonicalJson.parse(Files.readString(folder.resolve(ADDITIONAL)))
                    .string("snapshot_hash");
            require(folder, SIGNABLE, hash);
            if (!signable.string("channel_name").equals(FabricNetwork.CHANNEL)) {
                throw new NetworkFailure("Cannot use snapshot " + folder + ": it is of channel "
                        + signable.string("channel_name") + ", must be of " + FabricNetwork.CHANNEL);
            }
            JsonObject files = signable.object("snapshot_files_raw_hashes");
            requireNoOther(folder, files.fields().keySet());
            for (String name : files.fields().keySet()) {
                require(folder, name, files.string(name));
            }
            return new SnapshotMetadata(
                    signable.longValue("last_block_number"), signable.string("last_block_hash"), hash);
        } catch (IllegalArgumentException e) {
            throw new NetworkFailure("Cannot use snapshot " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void requireNoOther(Path folder, Set<String> listed) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> present = files.map(file -> String.valueOf(file.getFileName()))
                    .collect(Collectors.toCollection(TreeSet::new));
            present.removeAll(listed);
            present.removeAll(Set.of(SIGNABLE, ADDITIONAL));
            if (!present.isEmpty()) {
                throw new NetworkFailure(
                        "Cannot use snapshot " + folder + ": its metadata does not name " + String.join(", ", present));
            }
        }
    }

    private static void require(Path folder, String name, String hash) throws IOException {
        String found = sha256(folder.resolve(name));
        if (!found.equals(hash)) {
            throw new NetworkFailure("Cannot use snapshot " + folder + ": SHA-256 of " + name + " is " + found
                    + ", its metadata says " + hash);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest: the Java runtime has no SHA-256", e);
        }
    }
}
