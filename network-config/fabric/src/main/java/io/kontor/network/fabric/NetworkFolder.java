package io.kontor.network.fabric;

import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The one folder of a network (NET-2).
 *
 * @param root the folder
 */
public record NetworkFolder(Path root) {
    /** Written into {@code network.properties}; a folder of another version is refused. */
    static final String VERSION = "1";

    /** Room that must be on the disk before a start. */
    static final long SPACE_BYTES = 256L << 20;

    /** With less, a node writes no further block. */
    static final long FULL_BYTES = 4L << 20;

    private static final long MB = 1 << 20;
    private static final List<String> OWN = List.of("organisations", "config", "data", "channel", "run");

    public NetworkFolder {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * What a network was made with.
     *
     * @param portBase first port
     * @param ordering how its orderers agree
     */
    public record Made(int portBase, Ordering ordering) {}

    /** Keys and certificates of one organisation. */
    public OrganisationFolder organisation(Organisation organisation) {
        return new OrganisationFolder(
                root.resolve("organisations").resolve(organisation.mspId()), organisation.mspId());
    }

    Path config() {
        return root.resolve("config");
    }

    Path config(String process) {
        return config().resolve(process);
    }

    Path data(String process) {
        return root.resolve("data").resolve(process);
    }

    /** Folder of the channel's genesis block and the contract's package. */
    Path channel() {
        return root.resolve("channel");
    }

    Path genesis() {
        return channel().resolve("genesis.block");
    }

    /** Logs and process-id files. */
    public Path run() {
        return root.resolve("run");
    }

    private Path marker() {
        return root.resolve("network.properties");
    }

    /**
     * What stands here, when a whole network was made here.
     *
     * @throws NetworkFailure when the folder is of another version or cannot be read
     */
    public Optional<Made> made() {
        if (!Files.exists(marker())) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(marker())) {
            properties.load(reader);
        } catch (IOException e) {
            throw new NetworkFailure("Cannot read " + marker() + ": " + e.getMessage(), e);
        }
        requireVersion(root, properties);
        try {
            return Optional.of(new Made(
                    Integer.parseInt(properties.getProperty("port-base", "")),
                    Ordering.valueOf(properties.getProperty("ordering", ""))));
        } catch (IllegalArgumentException e) {
            throw new NetworkFailure("Cannot use folder " + root + ": its network.properties is damaged ("
                    + e.getMessage() + "); choose another with --dir");
        }
    }

    static void requireVersion(Path root, Properties properties) {
        String version = properties.getProperty("version", "none");
        if (!version.equals(VERSION)) {
            throw new NetworkFailure("Cannot use folder " + root + ": it is of version " + version
                    + ", this is version " + VERSION + "; choose another with --dir");
        }
    }

    /** Says that a whole network stands here. */
    void markMade(Made made) throws IOException {
        Files.writeString(
                marker(),
                "# Written by kontor network up; one folder with everybody's keys is for demonstrations and tests.\n"
                        + "version=" + VERSION + "\nport-base=" + made.portBase() + "\nordering=" + made.ordering()
                        + "\n");
    }

    /** Says that no network stands here. */
    void unmark() throws IOException {
        Files.deleteIfExists(marker());
    }

    /**
     * Makes the folders anew; what a start that failed left behind is deleted, anything else is left alone.
     *
     * @throws NetworkFailure when the folder holds something that is no network
     */
    void makeAnew() throws IOException {
        if (Files.isDirectory(root)) {
            try (Stream<Path> entries = Files.list(root)) {
                Optional<Path> foreign = entries.filter(entry ->
                                !OWN.contains(name(entry)) && !name(entry).equals("lock"))
                        .findFirst();
                if (foreign.isPresent()) {
                    throw new NetworkFailure("Cannot make a network in " + root + ": it holds " + name(foreign.get())
                            + ", which is no part of one; choose another folder with --dir");
                }
            }
        }
        for (String folder : OWN) {
            delete(root.resolve(folder));
            Files.createDirectories(root.resolve(folder));
        }
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    /**
     * Finds out before anything is started whether there is room: a node on a full disk ends in the middle of a block.
     *
     * @param bytes room that must be there
     */
    void requireSpace(long bytes) {
        long free = free();
        if (free < bytes) {
            throw new NetworkFailure("Cannot start nodes in " + root + ": " + free / MB + " MB are free on its disk, "
                    + bytes / MB + " MB are needed; make room, or choose another folder with --dir");
        }
    }

    /**
     * Names the disk as the cause of a failure when it ran full meanwhile: the programs themselves seldom say so.
     *
     * @param failure what was seen
     * @param full bytes below which there is no room left
     */
    RuntimeException explained(RuntimeException failure, long full) {
        long free = free();
        return free >= full
                ? failure
                : new NetworkFailure(
                        "Cannot go on in " + root + ": its disk is full, " + free / MB + " MB are free ("
                                + failure.getMessage() + ")",
                        failure);
    }

    private long free() {
        Path there = root;
        while (!Files.exists(there)) {
            there = Objects.requireNonNull(there.getParent());
        }
        try {
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw new NetworkFailure("Cannot start nodes in " + root + ": " + reason(e), e);
        }
    }

    /** What went wrong with a file, in words. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no file " + e.getMessage();
        }
        return e instanceof java.nio.file.AccessDeniedException
                ? "access to " + e.getMessage() + " is denied"
                : String.valueOf(e.getMessage());
    }

    static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
