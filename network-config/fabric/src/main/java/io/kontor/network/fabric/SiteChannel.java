package io.kontor.network.fabric;

import io.kontor.network.channel.ChannelUpdate;
import io.kontor.network.channel.ChannelView;
import io.kontor.network.channel.ConfigBlock;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one organisation does at the channel, by its own administrator and its own nodes. */
final class SiteChannel {
    private final NetworkFolder folder;
    private final Place own;
    private final PeerCommand peer;
    private final List<Bundle> others;

    /** @param others organisations whose orderers are asked when the own one does not do */
    SiteChannel(NetworkFolder folder, Place own, PeerCommand peer, List<Bundle> others) {
        this.others = List.copyOf(others);
        this.folder = folder;
        this.own = own;
        this.peer = peer;
    }

    /** The own orderer joins, unless it has. */
    void joinOrderer(Path block) {
        if (!peer.osnadmin("list").contains("\"" + FabricNetwork.CHANNEL + "\"")) {
            Lifecycle.joinOrderer(peer, own, block);
        }
    }

    /** The own peer joins with the first block, unless it has. */
    void joinPeer() {
        if (!joined(peer)) {
            peer.require("channel", "join", "-b", folder.genesis().toString());
        }
    }

    /** Whether the peer has joined. */
    static boolean joined(PeerCommand peer) {
        return peer.require("channel", "list").lines().anyMatch(FabricNetwork.CHANNEL::equals);
    }

    /** Fetches a block from the first orderer of others that gives it. */
    void fetch(String block, List<Bundle> from, Path to) {
        List<String> reasons = new ArrayList<>();
        for (Bundle bundle : from) {
            try {
                fetch(block, bundle, to);
                return;
            } catch (NetworkFailure e) {
                reasons.add(bundle.organisation().mspId() + ": " + e.getMessage());
            }
        }
        throw new NetworkFailure("Cannot fetch block " + block + " of the channel: "
                + (reasons.isEmpty() ? "no bundle of another organisation is here" : reasons.get(0)));
    }

    private void fetchFrom(List<String> orderer, String block, Path to) {
        List<String> line =
                new ArrayList<>(List.of("channel", "fetch", block, to.toString(), "-c", FabricNetwork.CHANNEL));
        line.addAll(orderer);
        peer.require(line);
    }

    private void fetch(String block, Bundle from, Path to) {
        fetchFrom(peer.orderer(from), block, to);
    }

    /** The channel by the own orderer, by another one when the own one does not answer. */
    ChannelView view() throws IOException {
        try {
            return ownView();
        } catch (NetworkFailure own) {
            try {
                fetch("config", others, configFile());
            } catch (NetworkFailure e) {
                own.addSuppressed(e);
                throw own;
            }
            return fetched();
        }
    }

    private ChannelView ownView() throws IOException {
        fetchFrom(peer.orderer(), "config", configFile());
        return fetched();
    }

    /**
     * Whether an orderer's certificate is in force: by the own orderer, or by so many others that one of them is honest. One that lies alone
     * would make this organisation put its keys away too early.
     */
    boolean hasConsenter(String tlsPem) throws IOException {
        if (knows(tlsPem, this::ownView)) {
            return true;
        }
        int honest = others.size() / 3 + 1;
        int knowing = 0;
        for (Bundle other : others) {
            if (knowing < honest && knows(tlsPem, () -> view(other))) {
                knowing++;
            }
        }
        return knowing == honest;
    }

    private ChannelView view(Bundle other) throws IOException {
        fetch("config", other, configFile());
        return fetched();
    }

    private ChannelView fetched() throws IOException {
        return ChannelView.of(
                ConfigBlock.parse(Files.readAllBytes(configFile())).config());
    }

    private Path configFile() {
        return folder.channel().resolve("config.block");
    }

    /** An orderer that does not answer knows nothing. */
    private static boolean knows(String tlsPem, Site.Action<ChannelView> view) throws IOException {
        try {
            return view.run().hasConsenter(tlsPem);
        } catch (NetworkFailure e) {
            return false;
        }
    }

    /** Adds the own administrator's signature to a file, unless it is there; answers who has signed now. */
    ChannelUpdate sign(Path file) throws IOException {
        ChannelUpdate update = ChannelUpdate.parse(Files.readAllBytes(file), FabricNetwork.CHANNEL);
        if (update.signers().contains(own.mspId())) {
            return update;
        }
        peer.require("channel", "signconfigtx", "-f", file.toString());
        return ChannelUpdate.parse(Files.readAllBytes(file), FabricNetwork.CHANNEL);
    }

    /** Hands in a signed change and returns when it is in force, by {@link #view} (NET-19). */
    void putInForce(Path file) throws IOException {
        ChannelUpdate update = ChannelUpdate.parse(Files.readAllBytes(file), FabricNetwork.CHANNEL);
        List<String> line = List.of("channel", "update", "-f", file.toString(), "-c", FabricNetwork.CHANNEL);
        new Transaction(peer, others).hand(line, () -> update.isIn(view().root()));
    }

    /** Writes the file of a change; it is no one's yet. */
    Path write(ChannelUpdate update, String name) throws IOException {
        Path file = folder.channel().resolve(name + ".update.pb");
        Files.write(file, update.envelope());
        return file;
    }
}
