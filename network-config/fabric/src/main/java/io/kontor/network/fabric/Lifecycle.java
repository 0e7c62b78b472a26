package io.kontor.network.fabric;

import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The channel and the contract's definition on it, by {@code osnadmin} and {@code peer} as each organisation's administrator. */
final class Lifecycle {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern DEFINITION = Pattern.compile("Version: (\\S+), Sequence: (\\d+)");
    private static final Pattern CREATED = Pattern.compile("Status: 201");

    private final NetworkFolder folder;
    private final FabricCommands commands;
    private final Command command;
    private final List<Place> places;

    Lifecycle(NetworkFolder folder, FabricCommands commands, Command command, List<Place> places) {
        this.folder = folder;
        this.commands = commands;
        this.command = command;
        this.places = places;
    }

    /**
     * What the organisations have agreed on.
     *
     * @param version version with the digest of the code
     * @param sequence number of the definition
     */
    record Definition(String version, int sequence) {}

    void makeGenesis(Ordering ordering) throws java.io.IOException {
        Path channel = folder.channel();
        new ChannelConfig(places, ordering).write(channel);
        command.require(
                List.of(
                        commands.program("configtxgen"),
                        "-configPath",
                        channel.toString(),
                        "-profile",
                        ChannelConfig.PROFILE,
                        "-channelID",
                        FabricNetwork.CHANNEL,
                        "-outputBlock",
                        folder.genesis().toString()),
                Map.of("FABRIC_CFG_PATH", channel.toString()),
                PATIENCE);
    }

    /** Every orderer and every peer joins the channel. */
    void joinChannel() {
        forEach(places, place -> {
            String text = command.require(
                    List.of(
                            commands.program("osnadmin"),
                            "channel",
                            "join",
                            "--channelID",
                            FabricNetwork.CHANNEL,
                            "--config-block",
                            folder.genesis().toString(),
                            "-o",
                            "127.0.0.1:" + place.ports().ordererAdmin(),
                            "--ca-file",
                            place.keys().tlsRoot().toString(),
                            "--client-cert",
                            place.keys().tlsCertificate("admin").toString(),
                            "--client-key",
                            place.keys().tlsKey("admin").toString()),
                    Map.of(),
                    PATIENCE);
            if (!CREATED.matcher(text).find()) {
                throw new NetworkFailure("Cannot join orderer of " + place.mspId() + ": "
                        + text.strip().replaceAll("\\s+", " "));
            }
        });
        forEach(
                places,
                place -> peer(place, "channel", "join", "-b", folder.genesis().toString()));
    }

    void install(ContractPackage contract) throws java.io.IOException {
        Path file = folder.channel().resolve(contract.label() + ".tgz");
        contract.write(file);
        forEach(places, place -> {
            String installed = peer(place, "lifecycle", "chaincode", "queryinstalled", "-O", "json");
            if (!installed.contains(contract.id())) {
                peer(place, "lifecycle", "chaincode", "install", file.toString());
            }
        });
    }

    /** The definition in force, if any. */
    Optional<Definition> committed() {
        Place place = places.get(0);
        Command.Output output = command.run(
                peerLine(
                        "lifecycle",
                        "chaincode",
                        "querycommitted",
                        "-C",
                        FabricNetwork.CHANNEL,
                        "-n",
                        FabricNetwork.CHAINCODE),
                environment(place),
                PATIENCE);
        Matcher matcher = DEFINITION.matcher(output.text());
        return output.exit() == 0 && matcher.find()
                ? Optional.of(new Definition(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Every organisation approves, then one commits with the signatures of all. */
    void approveAndCommit(ContractPackage contract, Definition definition) {
        String[] terms = {
            "--channelID",
            FabricNetwork.CHANNEL,
            "--name",
            FabricNetwork.CHAINCODE,
            "--version",
            definition.version(),
            "--sequence",
            Integer.toString(definition.sequence()),
            "--collections-config",
            collections().toString()
        };
        forEach(places, place -> {
            List<String> line = new ArrayList<>(List.of("lifecycle", "chaincode", "approveformyorg"));
            line.addAll(List.of(terms));
            line.addAll(List.of("--package-id", contract.id()));
            line.addAll(orderer(place));
            peer(place, line.toArray(String[]::new));
        });
        List<String> line = new ArrayList<>(List.of("lifecycle", "chaincode", "commit"));
        line.addAll(List.of(terms));
        line.addAll(orderer(places.get(0)));
        for (Place place : places) {
            line.addAll(List.of(
                    "--peerAddresses",
                    place.peerAddress(),
                    "--tlsRootCertFiles",
                    place.keys().tlsRoot().toString()));
        }
        peer(places.get(0), line.toArray(String[]::new));
    }

    private Path collections() {
        Path file = folder.channel().resolve("collections.json");
        try {
            Files.writeString(
                    file,
                    TermsCollections.json(
                            places.stream().map(Place::organisation).toList()));
        } catch (IOException e) {
            throw new NetworkFailure("Cannot write " + file + ": " + e, e);
        }
        return file;
    }

    private static List<String> orderer(Place place) {
        return List.of(
                "-o",
                place.ordererAddress(),
                "--tls",
                "--cafile",
                place.keys().tlsRoot().toString());
    }

    private String peer(Place place, String... arguments) {
        return command.require(peerLine(arguments), environment(place), PATIENCE);
    }

    private List<String> peerLine(String... arguments) {
        List<String> line = new ArrayList<>(List.of(commands.program("peer")));
        line.addAll(List.of(arguments));
        return line;
    }

    private Map<String, String> environment(Place place) {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "FABRIC_CFG_PATH", new NodeConfig(folder, place).peerFolder().toString());
        environment.put("CORE_PEER_TLS_ENABLED", "true");
        environment.put("CORE_PEER_LOCALMSPID", place.mspId());
        environment.put("CORE_PEER_MSPCONFIGPATH", place.keys().msp("admin").toString());
        environment.put("CORE_PEER_ADDRESS", place.peerAddress());
        environment.put("CORE_PEER_TLS_ROOTCERT_FILE", place.keys().tlsRoot().toString());
        environment.put("FABRIC_LOGGING_SPEC", "WARN");
        return environment;
    }

    /** Does it for all at once and reports the first failure. */
    static <T> void forEach(List<T> items, Consumer<T> action) {
        List<CompletableFuture<Void>> all = items.stream()
                .map(item -> CompletableFuture.runAsync(() -> action.accept(item), work -> new Thread(work).start()))
                .toList();
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NetworkFailure failure
                    ? failure
                    : new NetworkFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
