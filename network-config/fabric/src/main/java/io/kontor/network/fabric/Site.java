package io.kontor.network.fabric;

import io.kontor.network.channel.ChannelUpdate;
import io.kontor.network.channel.ChannelView;
import io.kontor.network.channel.ConfigBlock;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.common.ConfigGroup;

/**
 * One organisation's own part of a network at its own folder (NET-11): its keys, its three nodes and what its administrator does at the
 * channel. No key of another organisation is ever in the folder. For one thread.
 */
public final class Site {
    private static final int SHORT = 16;

    private final NetworkFolder folder;
    private final Place own;
    private final SiteNodes nodes;

    private Site(NetworkFolder folder, SiteFile file) {
        this.folder = folder;
        this.own =
                new Place(0, file.organisation(), folder.organisation(file.organisation()), file.host(), file.ports());
        this.nodes = new SiteNodes(folder, own);
    }

    /**
     * What its commands need.
     *
     * @param commands the Fabric commands
     * @param contract the contract's code
     * @param progress told what is done, a line each
     */
    public record Tools(FabricCommands commands, ContractProgram contract, Consumer<String> progress) {}

    /**
     * How far a change of the channel's configuration is.
     *
     * @param file the change, with the signatures so far
     * @param changes what it changes, a line each
     * @param signers who has signed
     * @param needed how many must
     * @param submitted whether it is in force
     */
    public record Change(Path file, List<String> changes, List<String> signers, int needed, boolean submitted) {
        public Change {
            changes = List.copyOf(changes);
            signers = List.copyOf(signers);
        }
    }

    /** An action that reads and writes files. */
    interface Action<T> {
        T run() throws IOException;
    }

    static <T> T doing(String what, Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new NetworkFailure("Cannot " + what + ": " + NetworkFolder.reason(e), e);
        }
    }

    /** The site of a folder, if one was made there. */
    public static Optional<Site> at(NetworkFolder folder) {
        return SiteFile.read(folder).map(file -> new Site(folder, file));
    }

    /**
     * Makes an organisation's own keys, certificates and bundle.
     *
     * @param folder an empty folder, or none yet
     * @throws NetworkFailure when the folder holds something
     */
    public static Site init(NetworkFolder folder, Organisation organisation, Host host, int portBase) {
        SiteFile file = new SiteFile(organisation, host, portBase);
        file.ports();
        if (folder.made().isPresent() || at(folder).isPresent()) {
            throw new NetworkFailure("Cannot make organisation " + organisation.mspId() + " in " + folder.root()
                    + ": a network is there; choose another folder with --dir");
        }
        return doing("make organisation " + organisation.mspId() + " in " + folder.root(), () -> {
            folder.makeAnew();
            Site site = new Site(folder, file);
            new OrganisationKeys(site.own.keys()).make(host);
            site.writeBundle();
            file.write(folder);
            return site;
        });
    }

    void writeBundle() throws IOException {
        Files.write(bundle(), new Founding(folder, own).mine().write());
    }

    /** The organisation. */
    public Organisation organisation() {
        return own.organisation();
    }

    /** What is handed to the other organisations: certificates and addresses only. */
    public Path bundle() {
        return folder.root().resolve(own.mspId() + Bundle.SUFFIX);
    }

    /** SHA-256 of a file, to be compared by telephone. */
    public static String digest(Path file) {
        return doing("read " + file, () -> ConfigBlock.digest(Files.readAllBytes(file)));
    }

    /**
     * Makes the genesis block of a new channel from the bundles of all its organisations, and the nodes' configuration (NET-12).
     *
     * @return digest of the genesis block; it is the same at every organisation
     */
    public String found(Tools tools, List<Path> bundles, Ordering ordering) {
        requireNotJoined();
        return doing("found the channel in " + folder.root(), () -> {
            nodes.configure(tools);
            Founding founding = new Founding(folder, own);
            founding.take(Bundle.readAll(bundles));
            return founding.genesis(peer(tools), ordering);
        });
    }

    /**
     * Fetches the blocks by which the nodes join a channel that runs and has taken this organisation in.
     *
     * @param bundles bundles of organisations whose orderers are asked
     * @return digest of the genesis block, to be compared with that of the others
     */
    public String enter(Tools tools, List<Path> bundles) {
        requireNotJoined();
        return doing("enter the channel in " + folder.root(), () -> {
            nodes.configure(tools);
            Founding founding = new Founding(folder, own);
            founding.take(Bundle.readAll(bundles));
            List<Bundle> others = others(founding);
            SiteChannel channel = channel(tools);
            channel.fetch("config", others, newest());
            channel.fetch("0", others, folder.genesis());
            return ConfigBlock.digest(Files.readAllBytes(folder.genesis()));
        });
    }

    private Path newest() {
        return folder.channel().resolve("newest.block");
    }

    private void requireNotJoined() {
        if (Files.exists(folder.data(own.organisation().peer()))) {
            throw new NetworkFailure("Cannot join the channel anew: the nodes in " + folder.root()
                    + " have data; leave the bundles out to go on, or choose another folder with --dir");
        }
    }

    private List<Bundle> others() throws IOException {
        return others(new Founding(folder, own));
    }

    private List<Bundle> others(Founding founding) throws IOException {
        return founding.taken().stream()
                .filter(bundle -> !bundle.organisation().mspId().equals(own.mspId()))
                .toList();
    }

    /** Starts the own nodes where nobody did, and lets orderer and peer join the channel from its first block on. */
    public void join(Tools tools) {
        startJoining(tools);
        channel(tools).joinPeer();
        tools.progress().accept("orderer and peer of " + own.mspId() + " joined channel " + FabricNetwork.CHANNEL);
    }

    private void startJoining(Tools tools) {
        if (!Files.exists(folder.genesis())) {
            throw new NetworkFailure("Cannot join the channel: " + folder.genesis()
                    + " is not made yet; give the bundles of the other organisations");
        }
        nodes.startWhereDown(tools);
        channel(tools).joinOrderer(Files.exists(newest()) ? newest() : folder.genesis());
    }

    /**
     * Starts the own nodes where nobody did, lets the orderer join from the first block on and the peer from a snapshot (NET-16): its files
     * are those of its metadata, its last block is the channel's.
     */
    public PeerSnapshot join(Tools tools, Path from) {
        return doing("join by snapshot " + from, () -> {
            PeerSnapshot snapshot = PeerSnapshot.read(from);
            startJoining(tools);
            if (SiteChannel.joined(peer(tools))) {
                throw new NetworkFailure("Cannot join by snapshot " + from + ": the peer of " + own.mspId()
                        + " has joined the channel already");
            }
            Path block = folder.channel().resolve("snapshot.block");
            channel(tools).fetch(Long.toString(snapshot.block()), others(), block);
            snapshot.requireBlock(Files.readAllBytes(block));
            snapshot.join(peer(tools));
            tools.progress()
                    .accept("peer of " + own.mspId() + " joined channel " + FabricNetwork.CHANNEL
                            + " by the snapshot of block " + snapshot.block());
            return snapshot;
        });
    }

    /** Takes in bundles of organisations that came later. */
    public void take(List<Path> bundles) {
        doing("take bundles into " + folder.root(), () -> {
            new Founding(folder, own).take(Bundle.readAll(bundles));
            return bundles;
        });
    }

    /** How a definition is approved. */
    public enum Manner {
        /** Committed when a majority has approved. */
        USUAL,
        /** Left for later, also where a majority has approved. */
        WITHOUT_COMMIT
    }

    /**
     * Approves the code of the own contract server with the collections of the channel's organisations, and commits it when a majority has
     * approved. Run again when it is in force, it lets the own server serve it (NET-13, NET-18).
     *
     * @return whether it is in force
     * @throws NetworkFailure also when another organisation approved other collections
     */
    public boolean approve(Tools tools, Manner manner) {
        return doing("approve the contract of " + own.mspId(), () -> {
            ChannelView view = view(tools);
            String digest = tools.contract().digest();
            TermsCollections collections = TermsCollections.of(new Founding(folder, own).organisations(view));
            Approval.Outcome outcome =
                    new Approval(folder, peer(tools), view, others()).approve(digest, collections, manner);
            String name = "definition " + outcome.definition().sequence() + " (code " + digest.substring(0, SHORT)
                    + ", collections " + collections.digest().substring(0, SHORT) + ")";
            if (outcome.state() == Approval.State.APPROVED) {
                tools.progress().accept("approved " + name + "; approvals: " + outcome.approved());
                requireSame(outcome, collections);
                return false;
            }
            tools.progress().accept(name + " is in force");
            serve(tools, digest, outcome.state());
            return true;
        });
    }

    private void serve(Tools tools, String digest, Approval.State state) throws IOException {
        if (nodes.serve(tools, digest) && state == Approval.State.COMMITTED) {
            tools.progress()
                    .accept("contract server of " + own.mspId() + " serves other code now; run approve once more at the"
                            + " other organisations: nothing is endorsed until a majority serves it");
            return;
        }
        probe();
        tools.progress().accept("valid transaction at the peer of " + own.mspId());
    }

    private static void requireSame(Approval.Outcome outcome, TermsCollections collections) {
        if (!outcome.differing().isEmpty()) {
            throw new NetworkFailure(
                    "Cannot agree on definition " + outcome.definition().sequence()
                            + " yet: the bundles here make collections of SHA-256 " + collections.digest() + ", "
                            + String.join(", ", outcome.differing()) + " approved others; compare the bundles");
        }
    }

    /** Tries a transaction at the own peer until it is valid. */
    public void probe() {
        new Probe(List.of(own)).await(Probe.PATIENCE);
    }

    /** Proposes to take another organisation in, signed by the own administrator (NET-14). */
    public Change addOrganisation(Tools tools, Path bundleFile) {
        Bundle bundle = Bundle.read(bundleFile);
        return doing("add organisation " + bundle.organisation().mspId(), () -> {
            OrganisationFolder keys = folder.organisation(bundle.organisation());
            if (bundle.organisation().mspId().equals(own.mspId())) {
                throw new NetworkFailure("Cannot add organisation " + own.mspId() + ": it is the one of this folder");
            }
            ChannelView view = channel(tools).view();
            if (!view.members().containsKey(bundle.organisation().mspId())) {
                new Founding(folder, own).take(List.of(bundle));
            }
            ConfigGroup fresh = view.plus(bundle.organisation().mspId(), template(tools, bundle.place(0, keys), view));
            return propose(tools, view, fresh, "add-" + bundle.organisation().mspId());
        });
    }

    ConfigGroup template(Tools tools, Place place, ChannelView view) throws IOException {
        byte[] block = new Founding(folder, own)
                .generate(peer(tools), List.of(place), view.bft() ? Ordering.BFT : Ordering.RAFT);
        return ConfigBlock.parse(block).config().getChannelGroup();
    }

    Change propose(Tools tools, ChannelView view, ConfigGroup fresh, String name) throws IOException {
        ChannelUpdate update = ChannelUpdate.between(FabricNetwork.CHANNEL, view.root(), fresh);
        return sign(tools, channel(tools).write(update, name), view.majority());
    }

    /** Signs a change that another organisation proposed; the one that makes the majority hands it to an orderer (NET-14). */
    public Change sign(Tools tools, Path file) {
        return doing(
                "sign " + file, () -> sign(tools, file, channel(tools).view().majority()));
    }

    private Change sign(Tools tools, Path file, int needed) throws IOException {
        SiteChannel channel = channel(tools);
        ChannelUpdate update = channel.sign(file);
        boolean enough = update.signers().size() >= needed;
        if (enough) {
            channel.putInForce(file);
        }
        return new Change(
                file, update.lines(), update.signers().stream().sorted().toList(), needed, enough);
    }

    /** What a change would do, before it is signed. */
    public Change inspect(Tools tools, Path file) {
        return doing("read " + file, () -> {
            ChannelUpdate update = ChannelUpdate.parse(Files.readAllBytes(file), FabricNetwork.CHANNEL);
            return new Change(
                    file,
                    update.lines(),
                    update.signers().stream().sorted().toList(),
                    view(tools).majority(),
                    false);
        });
    }

    /** Starts the own nodes; nothing runs on when one cannot be started. */
    public void up(Tools tools) {
        nodes.up(tools);
    }

    /**
     * Ends one node and starts it again.
     *
     * @param role {@code peer}, {@code orderer} or {@code contract}
     */
    public void restart(Tools tools, String role) {
        nodes.restart(tools, List.of(role + "-" + own.mspId()));
    }

    /** Ends what was started here, and nothing else. */
    public List<String> down() {
        return nodes.down();
    }

    /** Whether one of its processes runs. */
    public boolean anyRunning() {
        return nodes.anyRunning();
    }

    /** Its processes, running or not. */
    public List<NodeStatus> status() {
        return nodes.status();
    }

    /**
     * Takes a snapshot of the own peer's state.
     *
     * @param block the block, 0 for the last one
     */
    public PeerSnapshot snapshot(Tools tools, Path to, long block) {
        return doing(
                "take a snapshot at the peer of " + own.mspId(),
                () -> PeerSnapshot.take(peer(tools), own, PeerSnapshot.folderOf(folder, own), to, block));
    }

    /** Renews and revokes its certificates. */
    public SiteCertificates certificates() {
        return new SiteCertificates(own, nodes, this);
    }

    ChannelView view(Tools tools) throws IOException {
        return channel(tools).view();
    }

    private PeerCommand peer(Tools tools) {
        return new PeerCommand(folder, tools.commands(), own);
    }

    SiteChannel channel(Tools tools) {
        return new SiteChannel(folder, own, peer(tools), doing("read bundles in " + folder.root(), this::others));
    }
}
