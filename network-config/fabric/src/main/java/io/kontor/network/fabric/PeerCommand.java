package io.kontor.network.fabric;

import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs {@code peer} and {@code osnadmin} as the administrator of one organisation, at its own nodes. */
final class PeerCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final NetworkFolder folder;
    private final FabricCommands commands;
    private final Command command;
    private final Place place;

    PeerCommand(NetworkFolder folder, FabricCommands commands, Place place) {
        this(folder, commands, new Command(folder.run().resolve("commands.log")), place);
    }

    PeerCommand(NetworkFolder folder, FabricCommands commands, Command command, Place place) {
        this.folder = folder;
        this.commands = commands;
        this.command = command;
        this.place = place;
    }

    String require(List<String> arguments) {
        return command.require(line(arguments), environment(), PATIENCE);
    }

    String require(String... arguments) {
        return require(List.of(arguments));
    }

    Command.Output run(String... arguments) {
        return run(List.of(arguments));
    }

    Command.Output run(List<String> arguments) {
        return command.run(line(arguments), environment(), PATIENCE);
    }

    NetworkFailure failure(List<String> arguments, Command.Output output) {
        return command.failure(line(arguments), output);
    }

    /** Runs {@code osnadmin channel} at the own orderer. */
    String osnadmin(String verb, String... arguments) {
        List<String> line = new ArrayList<>(List.of(commands.program("osnadmin"), "channel", verb));
        line.addAll(List.of(arguments));
        line.addAll(List.of(
                "-o",
                place.host().inside() + ":" + place.ports().ordererAdmin(),
                "--ca-file",
                place.keys().tlsRoot().toString(),
                "--client-cert",
                place.keys().tlsCertificate("admin").toString(),
                "--client-key",
                place.keys().tlsKey("admin").toString()));
        return command.require(line, Map.of(), PATIENCE);
    }

    /** Makes what {@code configtx.yaml} of a folder says. */
    void configtxgen(java.nio.file.Path configuration, java.nio.file.Path block) {
        command.require(
                List.of(
                        commands.program("configtxgen"),
                        "-configPath",
                        configuration.toString(),
                        "-profile",
                        ChannelConfig.PROFILE,
                        "-channelID",
                        FabricNetwork.CHANNEL,
                        "-outputBlock",
                        block.toString()),
                Map.of("FABRIC_CFG_PATH", configuration.toString()),
                PATIENCE);
    }

    /** Arguments that name the own orderer. */
    List<String> orderer() {
        return orderer(place.ordererAddress(), place.keys());
    }

    /** Arguments that name the orderer of a bundle that was taken in. */
    List<String> orderer(Bundle bundle) {
        return orderer(bundle.host() + ":" + bundle.ordererPort(), folder.organisation(bundle.organisation()));
    }

    private static List<String> orderer(String address, OrganisationFolder keys) {
        return List.of("-o", address, "--tls", "--cafile", keys.tlsRoot().toString());
    }

    private List<String> line(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(commands.program("peer")));
        line.addAll(arguments);
        return line;
    }

    private Map<String, String> environment() {
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
}
