package io.kontor.network.fabric;

import io.kontor.network.process.Daemon;
import io.kontor.network.process.Daemons;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The three nodes of one organisation on its own machine: run by this folder, or by systemd from the units in it. */
final class SiteNodes {
    private static final Duration PORT_PATIENCE = Duration.ofMinutes(2);

    private final NetworkFolder folder;
    private final Place own;
    private final Daemons daemons;

    SiteNodes(NetworkFolder folder, Place own) {
        this.folder = folder;
        this.own = own;
        this.daemons = new Daemons(folder.run());
    }

    private List<Daemon> daemons(Site.Tools tools) {
        Nodes nodes = new Nodes(folder, own);
        return List.of(nodes.contract(tools.contract()), nodes.orderer(tools.commands()), nodes.peer(tools.commands()));
    }

    private List<String> names() {
        return List.of(
                own.organisation().peer(),
                own.organisation().orderer(),
                own.organisation().contract());
    }

    /** Writes the nodes' configuration and units; the contract server serves the code that is here. */
    void configure(Site.Tools tools) throws IOException {
        own.keys().requireComplete();
        for (String name : names()) {
            Files.createDirectories(folder.config(name));
        }
        String digest = tools.contract().digest();
        new NodeConfig(folder, own).write(ContractPackage.of(digest).id(), digest);
        SystemdUnits.write(folder, daemons(tools));
    }

    /** Starts each node that does not listen yet and waits for all; when one fails, those started here are ended. */
    void startWhereDown(Site.Tools tools) {
        List<Daemon> down = daemons(tools).stream()
                .filter(daemon -> !Daemons.listens(daemon.listens()))
                .toList();
        start(down);
    }

    private void start(List<Daemon> all) {
        folder.requireSpace(NetworkFolder.SPACE_BYTES);
        List<Daemon> started = new ArrayList<>();
        try {
            for (Daemon daemon : all) {
                daemons.start(daemon);
                started.add(daemon);
            }
            Lifecycle.forEach(all, daemon -> daemons.awaitPort(daemon, PORT_PATIENCE));
        } catch (NetworkFailure e) {
            started.forEach(daemon -> daemons.end(daemon.name()));
            throw e;
        }
    }

    void up(Site.Tools tools) {
        if (anyRunning()) {
            throw new NetworkFailure("Cannot start the nodes in " + folder.root()
                    + ": they run; see kontor network status, end them with kontor network down");
        }
        own.keys().requireComplete();
        requireFree();
        if (!Files.exists(folder.genesis())) {
            throw new NetworkFailure("Cannot start the nodes in " + folder.root()
                    + ": they have no channel yet; see kontor network join");
        }
        start(daemons(tools));
    }

    private void requireFree() {
        NetworkPorts.OfOrganisation ports = own.ports();
        requireFree(own.host().listen(), ports.peer(), ports.orderer());
        requireFree(
                own.host().inside(),
                ports.peerChaincode(),
                ports.peerOperations(),
                ports.ordererAdmin(),
                ports.ordererOperations(),
                ports.contract());
    }

    private void requireFree(String address, int... ports) {
        for (int port : ports) {
            try (ServerSocket socket = new ServerSocket(port, 1, java.net.InetAddress.getByName(address))) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                throw new NetworkFailure(
                        "Cannot start the nodes in " + folder.root() + ": port " + port + " on " + address
                                + " is taken; end what uses it",
                        e);
            }
        }
    }

    /** Lets the contract server serve code of that digest, agreed by now; answers whether it served other code before. */
    boolean serve(Site.Tools tools, String digest) throws IOException {
        NodeConfig config = new NodeConfig(folder, own);
        String before = Files.readString(config.contractFile());
        config.write(ContractPackage.of(digest).id(), digest);
        SystemdUnits.write(folder, daemons(tools));
        boolean other = !Files.readString(config.contractFile()).equals(before);
        if (other) {
            restart(tools, List.of(own.organisation().contract()));
        }
        return other;
    }

    /** Starts nodes again that this folder runs, and says which others are to be restarted. */
    void restart(Site.Tools tools, List<String> names) {
        for (String name : names) {
            if (!names().contains(name)) {
                throw new NetworkFailure("Cannot start " + name + ": the nodes are " + String.join(", ", names()));
            }
        }
        List<Daemon> mine = daemons(tools).stream()
                .filter(daemon -> names.contains(daemon.name()))
                .filter(daemon -> daemons.running(daemon.name()).isPresent())
                .toList();
        mine.forEach(daemon -> daemons.end(daemon.name()));
        start(mine);
        List<String> others = names.stream()
                .filter(name -> mine.stream().noneMatch(daemon -> daemon.name().equals(name)))
                .toList();
        if (!others.isEmpty()) {
            tools.progress().accept("restart them now where they run by systemd: " + units(others));
        }
    }

    private String units(List<String> names) {
        return String.join(
                " ",
                names.stream()
                        .map(name ->
                                String.valueOf(SystemdUnits.file(folder, name).getFileName()))
                        .toList());
    }

    List<String> down() {
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        Lifecycle.forEach(names(), name -> {
            if (daemons.end(name)) {
                ended.add(name);
            }
        });
        return ended.stream().sorted().toList();
    }

    boolean anyRunning() {
        return names().stream().anyMatch(name -> daemons.running(name).isPresent());
    }

    List<NodeStatus> status() {
        return List.of(
                status(own.organisation().peer(), own.peerAddress()),
                status(own.organisation().orderer(), own.ordererAddress()),
                status(
                        own.organisation().contract(),
                        own.host().inside() + ":" + own.ports().contract()));
    }

    private NodeStatus status(String name, String address) {
        return new NodeStatus(
                own.organisation(), name, address, daemons.running(name).map(ProcessHandle::pid), daemons.log(name));
    }
}
