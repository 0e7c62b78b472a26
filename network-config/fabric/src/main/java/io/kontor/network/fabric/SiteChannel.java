package io.kontor.network.fabric;

import io.kontor.network.channel.ChannelUpdate;
import io.kontor.network.channel.ChannelView;
import io.kontor.network.channel.ConfigBlock;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What one organisation does at the channel, by its own administrator and its own nodes. */
final class SiteChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final NetworkFolder folder;
    private final Place own;
    private final PeerCommand peer;

    SiteChannel(NetworkFolder folder, Place own, PeerCommand peer) {
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
                peer.require(
                        "channel",
                        "fetch",
                        block,
                        to.toString(),
                        "-c",
                        FabricNetwork.CHANNEL,
                        "-o",
                        bundle.host() + ":" + bundle.ordererPort(),
                        "--tls",
                        "--cafile",
                        folder.organisation(bundle.organisation()).tlsRoot().toString());
                return;
            } catch (NetworkFailure e) {
                reasons.add(bundle.organisation().mspId() + ": " + e.getMessage());
            }
        }
        throw new NetworkFailure("Cannot fetch block " + block + " of the channel: "
                + (reasons.isEmpty() ? "no bundle of another organisation is here" : reasons.get(0)));
    }

    /** The configuration in force, by the own orderer. */
    ConfigBlock configuration() throws IOException {
        Path file = folder.channel().resolve("config.block");
        List<String> line =
                new ArrayList<>(List.of("channel", "fetch", "config", file.toString(), "-c", FabricNetwork.CHANNEL));
        line.addAll(peer.orderer());
        peer.require(line);
        return ConfigBlock.parse(Files.readAllBytes(file));
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

    /** Hands a signed change to the own orderer. */
    void submit(Path file) {
        List<String> line =
                new ArrayList<>(List.of("channel", "update", "-f", file.toString(), "-c", FabricNetwork.CHANNEL));
        line.addAll(peer.orderer());
        peer.require(line);
    }

    /** Waits until a configuration newer than that block is in force at the own orderer. */
    void awaitNewer(long number) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (configuration().number() <= number) {
            if (System.nanoTime() > deadline) {
                throw new NetworkFailure("Cannot change channel " + FabricNetwork.CHANNEL
                        + ": the change is not in force within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Writes the file of a change; it is no one's yet. */
    Path write(ChannelUpdate update, String name) throws IOException {
        Path file = folder.channel().resolve(name + ".update.pb");
        Files.write(file, update.envelope());
        return file;
    }

    ChannelView view() throws IOException {
        return ChannelView.of(configuration().config());
    }
}
