package io.kontor.network.fabric;

import io.kontor.network.process.Command;
import io.kontor.network.process.Daemon;
import io.kontor.network.process.Daemons;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Fabric network as plain processes in one folder: each organisation has a peer, an orderer and a contract server. The processes go on
 * after this object. For one thread, but different processes may be killed and started again by several.
 */
public final class FabricNetwork {
    /** Name of the channel. */
    public static final String CHANNEL = "kontor";

    /** Name of the contract on the channel. */
    public static final String CHAINCODE = "kontor";

    private static final Duration PORT_PATIENCE = Duration.ofSeconds(60);

    private final NetworkFolder folder;
    private final List<Organisation> organisations;
    private final Daemons daemons;

    /**
     * The network of a folder, made or not.
     *
     * @param folder its folder
     * @param organisations its organisations
     */
    public FabricNetwork(NetworkFolder folder, List<Organisation> organisations) {
        this.folder = folder;
        this.organisations = List.copyOf(organisations);
        this.daemons = new Daemons(folder.run());
    }

    /**
     * What a start needs.
     *
     * @param commands the Fabric commands
     * @param contract the contract's code
     * @param made ports and ordering of a network that is made anew
     * @param progress told what is done, a line each
     */
    public record Start(
            FabricCommands commands, ContractProgram contract, NetworkFolder.Made made, Consumer<String> progress) {}

    /** Its folder. */
    public NetworkFolder folder() {
        return folder;
    }

    /** Its organisations. */
    public List<Organisation> organisations() {
        return organisations;
    }

    /** Ports of an organisation of a network that was made. */
    public NetworkPorts.OfOrganisation ports(Organisation organisation) {
        NetworkPorts ports = new NetworkPorts(
                folder.made().orElseThrow(() -> noNetwork(folder)).portBase());
        return ports.of(organisations.indexOf(organisation));
    }

    private static NetworkFailure noNetwork(NetworkFolder folder) {
        return new NetworkFailure("Cannot find a network in " + folder.root()
                + ": make one with kontor network up --dir " + folder.root());
    }

    /**
     * Makes the network where there is none, starts it and waits for a valid transaction. When it fails, everything that it started is
     * ended.
     *
     * @throws NetworkFailure when it cannot; the message is one line
     */
    public void up(Start start) {
        Optional<NetworkFolder.Made> before = folder.made();
        if (anyRunning()) {
            throw new NetworkFailure("Cannot start the network in " + folder.root()
                    + ": it is running; see kontor network status, end it with kontor network down");
        }
        folder.requireSpace(NetworkFolder.SPACE_BYTES);
        NetworkFolder.Made made = before.orElse(start.made());
        List<Place> places = places(made);
        new NetworkPorts(made.portBase()).requireFree(places.size());
        try {
            if (before.isEmpty()) {
                make(start, places);
            } else {
                for (Place place : places) {
                    place.keys().requireComplete();
                }
                restart(start, places);
            }
        } catch (IOException e) {
            down();
            throw new NetworkFailure(
                    "Cannot start the network in " + folder.root() + ": " + NetworkFolder.reason(e), e);
        } catch (RuntimeException e) {
            RuntimeException explained = folder.explained(e, NetworkFolder.FULL_BYTES);
            down();
            throw explained;
        }
    }

    /**
     * Forgets that a network was made here; the next start makes it anew.
     *
     * @throws NetworkFailure when it runs
     */
    public void forget() {
        if (anyRunning()) {
            throw new NetworkFailure("Cannot forget the network in " + folder.root()
                    + ": it is running; end it with kontor network down --dir " + folder.root());
        }
        try {
            folder.unmark();
        } catch (IOException e) {
            throw new NetworkFailure("Cannot forget the network in " + folder.root() + ": " + e.getMessage(), e);
        }
    }

    private List<Place> places(NetworkFolder.Made made) {
        NetworkPorts ports = new NetworkPorts(made.portBase());
        List<Place> places = new ArrayList<>();
        for (Organisation organisation : organisations) {
            places.add(new Place(
                    places.size(),
                    organisation,
                    folder.organisation(organisation),
                    Host.LOCAL,
                    ports.of(places.size())));
        }
        return places;
    }

    private void make(Start start, List<Place> places) throws IOException {
        folder.makeAnew();
        Lifecycle lifecycle = lifecycle(start, places);
        ContractPackage contract = ContractPackage.of(start.contract().digest());
        for (Place place : places) {
            new OrganisationKeys(place.keys()).make(place.host());
            new NodeConfig(folder, place).write(contract.id(), start.contract().digest());
        }
        lifecycle.makeGenesis(start.made().ordering());
        start.progress().accept("keys, certificates and channel configuration made");
        startContracts(start.contract(), places);
        startNodes(start.commands(), places);
        lifecycle.joinChannel();
        start.progress().accept("peers and orderers joined channel " + CHANNEL);
        lifecycle.install(contract);
        lifecycle.approveAndCommit(
                contract, lifecycle.definition(start.contract().digest(), 1));
        start.progress().accept("contract approved by every organisation and committed");
        awaitTransaction(start, places);
        folder.markMade(start.made());
    }

    private void restart(Start start, List<Place> places) throws IOException {
        ContractPackage contract = ContractPackage.of(start.contract().digest());
        for (Place place : places) {
            new NodeConfig(folder, place).write(contract.id(), start.contract().digest());
        }
        startContracts(start.contract(), places);
        startNodes(start.commands(), places);
        Lifecycle lifecycle = lifecycle(start, places);
        Definition committed = lifecycle
                .committed()
                .orElseThrow(() -> new NetworkFailure(
                        "Cannot start the network in " + folder.root() + ": its channel has no contract"));
        Definition present = lifecycle.definition(start.contract().digest(), committed.sequence() + 1);
        if (!committed.sameAs(present)) {
            lifecycle.install(contract);
            lifecycle.approveAndCommit(contract, present);
            start.progress().accept("changed contract approved by every organisation and committed");
        }
        awaitTransaction(start, places);
    }

    private Lifecycle lifecycle(Start start, List<Place> places) {
        return new Lifecycle(folder, start.commands(), new Command(folder.run().resolve("commands.log")), places);
    }

    private void awaitTransaction(Start start, List<Place> places) {
        List<Daemon> contracts = contracts(start.contract(), places);
        Lifecycle.forEach(contracts, contract -> daemons.awaitPort(contract, PORT_PATIENCE));
        start.progress().accept("contract servers ready");
        new Probe(places).await(Probe.PATIENCE);
        start.progress().accept("first valid transaction at every organisation's peer");
    }

    private void startContracts(ContractProgram program, List<Place> places) {
        contracts(program, places).forEach(daemons::start);
    }

    private void startNodes(FabricCommands commands, List<Place> places) {
        List<Daemon> nodes = new ArrayList<>();
        for (Place place : places) {
            nodes.add(new Nodes(folder, place).orderer(commands));
            nodes.add(new Nodes(folder, place).peer(commands));
        }
        nodes.forEach(daemons::start);
        Lifecycle.forEach(nodes, node -> daemons.awaitPort(node, PORT_PATIENCE));
    }

    private List<Daemon> contracts(ContractProgram program, List<Place> places) {
        return places.stream()
                .map(place -> new Nodes(folder, place).contract(program))
                .toList();
    }

    /**
     * Starts one process again, after it was ended or killed, and waits until it listens.
     *
     * @param name name of the process
     */
    public void restart(String name, FabricCommands commands, ContractProgram program) {
        List<Place> places = places(folder.made().orElseThrow(() -> noNetwork(folder)));
        List<Daemon> all = new ArrayList<>(contracts(program, places));
        for (Place place : places) {
            all.add(new Nodes(folder, place).orderer(commands));
            all.add(new Nodes(folder, place).peer(commands));
        }
        Daemon daemon = all.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NetworkFailure("Cannot start " + name + ": the network has no such process"));
        daemons.start(daemon);
        daemons.awaitPort(daemon, PORT_PATIENCE);
    }

    /** The orderer that leads at present, by what the orderers say; empty while they choose one. */
    public Optional<String> leader() {
        return organisations.stream()
                .filter(organisation -> OrdererMetrics.leads(ports(organisation).ordererOperations()))
                .map(Organisation::orderer)
                .findFirst();
    }

    /** The network's processes, running or not. */
    public List<NodeStatus> status() {
        List<Place> places = places(folder.made().orElseThrow(() -> noNetwork(folder)));
        List<NodeStatus> nodes = new ArrayList<>();
        for (Place place : places) {
            nodes.add(status(place, place.organisation().peer(), place.peerAddress()));
            nodes.add(status(place, place.organisation().orderer(), place.ordererAddress()));
            nodes.add(status(
                    place,
                    place.organisation().contract(),
                    place.host().inside() + ":" + place.ports().contract()));
        }
        return nodes;
    }

    private NodeStatus status(Place place, String name, String address) {
        return new NodeStatus(
                place.organisation(), name, address, daemons.running(name).map(ProcessHandle::pid), daemons.log(name));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        organisations.forEach(organisation -> names.add(organisation.peer()));
        organisations.forEach(organisation -> names.add(organisation.contract()));
        organisations.forEach(organisation -> names.add(organisation.orderer()));
        return names;
    }

    /** Whether one of its processes runs. */
    public boolean anyRunning() {
        return names().stream().anyMatch(name -> daemons.running(name).isPresent());
    }

    /**
     * Finds out whether all of it runs.
     *
     * @throws NetworkFailure naming what does not
     */
    public void requireUp() {
        List<String> missing = status().stream()
                .filter(node -> node.pid().isEmpty())
                .map(NodeStatus::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new NetworkFailure("Cannot use the network in " + folder.root() + ": "
                    + String.join(", ", missing.size() == organisations.size() * 3 ? List.of("it") : missing)
                    + " not up; start it with kontor network up --dir " + folder.root());
        }
    }

    /**
     * Tries a transaction at every organisation's own peer until it is valid.
     *
     * @throws NetworkFailure when it takes longer than two minutes
     */
    public void probe() {
        probe(Probe.PATIENCE);
    }

    void probe(Duration patience) {
        new Probe(places(folder.made().orElseThrow(() -> noNetwork(folder)))).await(patience);
    }

    /**
     * Takes a snapshot of the state that an organisation's peer has.
     *
     * @param block the block, 0 for the last one
     */
    public PeerSnapshot snapshot(FabricCommands commands, String mspId, Path to, long block) {
        Place place = places(folder.made().orElseThrow(() -> noNetwork(folder))).stream()
                .filter(candidate -> candidate.mspId().equals(mspId))
                .findFirst()
                .orElseThrow(() -> new NetworkFailure(
                        "Cannot take a snapshot at the peer of " + mspId + ": the network has no such organisation"));
        return Site.doing(
                "take a snapshot at the peer of " + mspId,
                () -> PeerSnapshot.take(
                        new PeerCommand(folder, commands, place),
                        place,
                        PeerSnapshot.folderOf(folder, place),
                        to,
                        block));
    }

    /** Ends what was started here, and nothing else; answers the names of what was running. */
    public List<String> down() {
        List<String> ended = java.util.Collections.synchronizedList(new ArrayList<>());
        Lifecycle.forEach(names(), name -> {
            if (daemons.end(name)) {
                ended.add(name);
            }
        });
        return ended.stream().sorted().toList();
    }

    /** Kills one process, as a crash would. */
    public void kill(String name) {
        daemons.kill(name);
    }

    /** Log of one process. */
    public Path log(String name) {
        return daemons.log(name);
    }
}
