package io.kontor.cli.network;

import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.NetworkFolder;
import io.kontor.network.fabric.NodeStatus;
import io.kontor.network.fabric.Organisation;
import io.kontor.network.fabric.Site;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network a command is about. */
public final class FolderOption {
    /** The folder unless {@code --dir} says otherwise. */
    public static final String DEFAULT_DIR = ".kontor-network";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder of the network (default: ${DEFAULT-VALUE}).",
            defaultValue = DEFAULT_DIR)
    private Path dir = Path.of(DEFAULT_DIR);

    /** The network of the folder. */
    public FabricNetwork network() {
        return new FabricNetwork(new NetworkFolder(dir), Organisation.TWO_CITIES);
    }

    NetworkFolder folder() {
        return new NetworkFolder(dir);
    }

    /** The one organisation whose folder it is, if it is one's. */
    Optional<Site> site() {
        return Site.at(folder());
    }

    /** The one organisation whose folder it is. */
    Site requireSite() {
        return site().orElseThrow(() -> new NetworkFailure("Cannot find an organisation in " + folder().root()
                + ": make one with kontor network init --dir " + folder().root()));
    }

    /** The processes of the folder. */
    List<NodeStatus> status() {
        return site().map(Site::status).orElseGet(() -> network().status());
    }

    /** The lock of the folder, made when missing: one command at a time changes a network. */
    FileChannel lock() {
        Path folder = new NetworkFolder(dir).root();
        try {
            Files.createDirectories(folder.resolve("run"));
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new NetworkFailure("Cannot write to folder " + folder + ": " + e + "; choose another with --dir", e);
        }
        throw new NetworkFailure("Cannot use folder " + folder + ": another kontor network command runs in it");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another command of this very process holds it
        }
    }
}
