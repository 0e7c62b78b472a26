package io.kontor.network.fabric;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.model.json.JsonObject;
import io.kontor.network.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sites of synthetic cities, each with a folder and an address of its own as if on a machine of its own; ended when closed. */
final class SiteCities implements AutoCloseable {
    private final Path root;
    private final int portBase = NetworkPorts.firstFree(31_100, 1).base();
    private Site.Tools tools;
    private final Map<String, Site> sites = new LinkedHashMap<>();
    final List<String> said = new ArrayList<>();

    SiteCities(Path root) {
        this.root = root;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        this.tools = new Site.Tools(
                FabricCommands.find(System.getenv(), new Command(root.resolve("find.log"))),
                ContractProgram.ofClassPath(System.getProperty("java.class.path")),
                line -> {
                    said.add(line);
                    System.out.printf("%tT %s%n", System.currentTimeMillis(), line);
                });
    }

    Site.Tools tools() {
        return tools;
    }

    /** The same tools with other code of the contract. */
    Site.Tools tools(ContractProgram contract) {
        return new Site.Tools(tools.commands(), contract, tools.progress());
    }

    /** From now on the contract's code is this. */
    void use(Site.Tools next) {
        tools = next;
    }

    /** Makes an organisation at the next address of the loopback network. */
    Site init(String mspId, String city, String kind) {
        String address = "127.0.1." + (sites.size() + 1);
        Site site = Site.init(
                new NetworkFolder(root.resolve(mspId)),
                new Organisation(mspId, city, kind),
                new Host(address, address),
                portBase);
        sites.put(mspId, site);
        return site;
    }

    Site site(String mspId) {
        return Objects.requireNonNull(sites.get(mspId));
    }

    List<Site> all() {
        return List.copyOf(sites.values());
    }

    List<Path> bundles() {
        return sites.values().stream().map(Site::bundle).toList();
    }

    Path folder(String mspId) {
        return root.resolve(mspId);
    }

    OrganisationFolder keys(String mspId) {
        return new OrganisationFolder(folder(mspId).resolve("organisations").resolve(mspId), mspId);
    }

    /** A transaction at the organisation's own peer by an identity of it. */
    void submit(String mspId, IssuedIdentity identity) {
        try (FabricLedger ledger = FabricLedger.connect(connection(mspId, mspId, identity))) {
            ledger.submit("supervision:probe", JsonObject.builder().build());
        }
    }

    /** How an identity of an organisation reaches the peer of the same or another one. */
    FabricConnection connection(String peerOf, String mspId, IssuedIdentity identity) {
        SiteFile file = SiteFile.read(new NetworkFolder(folder(peerOf))).orElseThrow();
        return new FabricConnection(
                file.host().name(),
                file.ports().peer(),
                keys(peerOf).tlsRootCertificate(),
                mspId,
                identity.certificate(),
                identity.privateKey(),
                FabricNetwork.CHANNEL,
                FabricNetwork.CHAINCODE,
                FabricConnection.Limits.DEFAULT);
    }

    @Override
    public void close() {
        sites.values().forEach(Site::down);
    }

    /** Its orderer dies. */
    void endOrderer(String mspId) {
        ProcessHandle orderer = site(mspId).status().stream()
                .filter(node -> node.name().startsWith("orderer-"))
                .flatMap(node -> node.pid().stream())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .findFirst()
                .orElseThrow();
        orderer.destroyForcibly();
        orderer.onExit().join();
    }
}
