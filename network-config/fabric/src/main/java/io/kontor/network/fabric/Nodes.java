package io.kontor.network.fabric;

import io.kontor.network.process.Daemon;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** How the three nodes of one organisation are started. */
final class Nodes {
    private final NetworkFolder folder;
    private final Place place;
    private final NodeConfig config;

    Nodes(NetworkFolder folder, Place place) {
        this.folder = folder;
        this.place = place;
        this.config = new NodeConfig(folder, place);
    }

    Daemon orderer(FabricCommands commands) {
        return new Daemon(
                place.organisation().orderer(),
                List.of(commands.program("orderer")),
                Map.of("FABRIC_CFG_PATH", config.ordererFolder().toString(), "FABRIC_LOGGING_SPEC", "WARN"),
                config.ordererFolder(),
                inside(place.ports().ordererAdmin()));
    }

    Daemon peer(FabricCommands commands) {
        return new Daemon(
                place.organisation().peer(),
                List.of(commands.program("peer"), "node", "start"),
                Map.of(
                        "FABRIC_CFG_PATH", config.peerFolder().toString(),
                        "FABRIC_LOGGING_SPEC", "WARN",
                        "KONTOR_CONNECTION", config.connection().toString()),
                config.peerFolder(),
                new InetSocketAddress(place.host().own(), place.ports().peer()));
    }

    Daemon contract(ContractProgram program) {
        return new Daemon(
                place.organisation().contract(),
                program.command(config.contractFile()),
                Map.of(),
                folder.run(),
                inside(place.ports().contract()));
    }

    private InetSocketAddress inside(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(place.host().inside()), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Cannot use address " + place.host().inside(), e);
        }
    }
}
