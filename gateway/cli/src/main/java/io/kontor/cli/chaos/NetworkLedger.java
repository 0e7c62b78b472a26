package io.kontor.cli.chaos;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.synthetic.Parties;
import io.kontor.network.fabric.ContractProgram;
import io.kontor.network.fabric.FabricCommands;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.NetworkFolder;
import io.kontor.network.fabric.NodeStatus;
import io.kontor.network.fabric.Organisation;
import io.kontor.network.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A Fabric network that {@code kontor network up} started and that goes on afterwards. The keys of its members lie in its folder, so that
 * the next command acts as the same ones. Thread-safe.
 */
final class NetworkLedger implements ChaosLedger {

    private static final String GATEWAY_PEER =
            organisation(Cast.actor(Parties.SUPPLIER).mspId()).peer();

    private final FabricNetwork network;
    private final FabricCommands commands;
    private final ContractProgram program;
    private final Path prepared;
    private final FileLock lock;
    private final LedgerSite site;
    private final KeyStoreFolder keys;
    private final String suffix = "-" + Long.toString(System.currentTimeMillis() / 1_000, Character.MAX_RADIX);
    private final Map<String, Object> starting = new ConcurrentHashMap<>();

    private NetworkLedger(FabricNetwork network, Path home) throws IOException {
        this.network = network;
        this.commands = FabricCommands.find(
                System.getenv(), new Command(network.folder().run().resolve("commands.log")));
        this.program = ContractProgram.ofHome(home);
        Layout own = new Layout(network.folder().run().resolve("chaos"));
        this.prepared = own.root().resolve("prepared");
        this.site = Files.exists(prepared) ? LedgerSite.played(network) : LedgerSite.fabric(network);
        this.lock = own.open();
        this.keys = KeyStoreFolder.open(own.keys(), site);
    }

    /**
     * The network of a folder.
     *
     * @param home where the contract's code is
     * @throws io.kontor.network.process.NetworkFailure when it does not run, or holds a demonstration
     */
    static NetworkLedger of(Path home, Path folder) throws IOException {
        return new NetworkLedger(new FabricNetwork(new NetworkFolder(folder), Organisation.TWO_CITIES), home);
    }

    private static Organisation organisation(String mspId) {
        return Organisation.TWO_CITIES.stream()
                .filter(candidate -> candidate.mspId().equals(mspId))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public LedgerSite site() {
        return site;
    }

    @Override
    public KeyStoreFolder keys() {
        return keys;
    }

    @Override
    public String suffix() {
        return suffix;
    }

    @Override
    public boolean isPrepared() {
        return Files.exists(prepared);
    }

    @Override
    public void markPrepared() {
        try {
            Files.writeString(prepared, "Members and product of kontor chaos stand on this ledger.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + prepared, e);
        }
    }

    /** It runs already; from now on what is written on it stays. */
    @Override
    public void start() {
        try {
            site.markPlayed();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write to the network's folder " + network.folder().root(), e);
        }
    }

    @Override
    public List<Blow> blows() {
        return List.of(Blow.KILL_LEADER, Blow.KILL_GATEWAY, Blow.KILL_PEER, Blow.KILL_CONTRACT);
    }

    @Override
    public String kill(Blow blow, Random random) {
        String name = switch (blow) {
            case KILL_LEADER ->
                network.leader().orElse(network.organisations().get(0).orderer());
            case KILL_GATEWAY -> GATEWAY_PEER;
            case KILL_PEER -> drawn(random, peers().filter(peer -> !peer.equals(GATEWAY_PEER)));
            default -> drawn(random, network.organisations().stream().map(Organisation::contract));
        };
        synchronized (lockOf(name)) {
            network.kill(name);
        }
        return name;
    }

    private Stream<String> peers() {
        return network.organisations().stream().map(Organisation::peer);
    }

    private static String drawn(Random random, Stream<String> names) {
        List<String> all = names.toList();
        return all.get(random.nextInt(all.size()));
    }

    private Object lockOf(String name) {
        return starting.computeIfAbsent(name, key -> new Object());
    }

    @Override
    public void startAgain(String name) {
        synchronized (lockOf(name)) {
            boolean down = network.status().stream()
                    .anyMatch(node -> node.name().equals(name) && node.pid().isEmpty());
            if (down) {
                network.restart(name, commands, program);
            }
        }
    }

    @Override
    public void mend() {
        network.status().stream().map(NodeStatus::name).forEach(this::startAgain);
        network.probe();
    }

    /** The network goes on whole, also when the command was broken off between a blow and its end. */
    @Override
    public void close() {
        try {
            network.status().stream().map(NodeStatus::name).forEach(this::startAgain);
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give the network's folder free", e);
        }
    }
}
