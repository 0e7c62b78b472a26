package io.kontor.network.fabric;

import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The four commands of Hyperledger Fabric, which the user brings (NET-1).
 *
 * @param folder folder that holds all four
 * @param version what {@code peer version} says, without a leading v
 */
public record FabricCommands(Path folder, String version) {
    /** Setting that names the folder of the commands. */
    public static final String SETTING = "FABRIC_BIN";

    /** The commands that a network needs. */
    public static final List<String> NAMES = List.of("peer", "orderer", "osnadmin", "configtxgen");

    private static final String SOURCE =
            "get Fabric 3.1.5 for this platform from Hyperledger's release archive (github.com/hyperledger/fabric/releases)"
                    + " and set " + SETTING + " to its folder bin";
    private static final Pattern VERSION = Pattern.compile("(?m)^ *Version: *v?(\\S+)");
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The commands of that name, as a program's path. */
    String program(String name) {
        return folder.resolve(name).toString();
    }

    /** Whether it is of the 2.5 line, which orders by Raft only. */
    public boolean raftOnly() {
        return version.startsWith("2.");
    }

    /** Whether all four are there; says nothing of their version. */
    public static boolean found(Map<String, String> environment) {
        return folders(environment).anyMatch(folder -> missing(folder).isEmpty());
    }

    /**
     * Finds the commands by {@code FABRIC_BIN}, else the PATH, and asks for their version.
     *
     * @param environment environment of this process
     * @param command runs {@code peer version}
     * @throws NetworkFailure naming what is missing or too old, and where to get it
     */
    public static FabricCommands find(Map<String, String> environment, Command command) {
        List<String> missing = NAMES;
        for (Path folder : folders(environment).toList()) {
            List<String> here = missing(folder);
            if (here.isEmpty()) {
                return checked(folder, command);
            }
            missing = here.size() < missing.size() ? here : missing;
        }
        String place = environment.getOrDefault(SETTING, "").isBlank()
                ? "on the PATH"
                : "in " + SETTING + " " + environment.get(SETTING);
        throw new NetworkFailure(
                "Cannot run a Fabric network: " + String.join(", ", missing) + " not found " + place + "; " + SOURCE);
    }

    private static FabricCommands checked(Path folder, Command command) {
        String text = command.require(List.of(folder.resolve("peer").toString(), "version"), Map.of(), PATIENCE);
        Matcher version = VERSION.matcher(text);
        if (!version.find()) {
            throw new NetworkFailure("Cannot run a Fabric network: " + folder.resolve("peer")
                    + " is not Fabric's, 'peer version' names no version; " + SOURCE);
        }
        String name = version.group(1);
        Matcher numbers = NUMBERS.matcher(name);
        if (numbers.matches() && !newEnough(numbers)) {
            throw new NetworkFailure("Cannot run a Fabric network: " + folder.resolve("peer") + " is version " + name
                    + ", 3.1.1 or newer, or 2.5, is needed; " + SOURCE);
        }
        return new FabricCommands(folder, name);
    }

    private static boolean newEnough(Matcher numbers) {
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        int patch = Integer.parseInt(numbers.group(3));
        return major > 3 || (major == 3 && (minor > 1 || (minor == 1 && patch >= 1))) || (major == 2 && minor >= 5);
    }

    private static Stream<Path> folders(Map<String, String> environment) {
        String named = environment.getOrDefault(SETTING, "");
        if (!named.isBlank()) {
            return Stream.of(Path.of(named).toAbsolutePath());
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).toAbsolutePath());
    }

    private static List<String> missing(Path folder) {
        List<String> missing = new ArrayList<>(NAMES);
        missing.removeIf(name -> Files.isExecutable(folder.resolve(name)));
        return missing;
    }
}
