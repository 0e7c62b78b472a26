package io.kontor.network.fabric;

import io.kontor.network.channel.ChannelView;
import io.kontor.network.process.Command;
import io.kontor.network.process.Daemons;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One organisation's part in the contract's definition: it approves the code of its own server and commits what a majority approved. */
final class Approval {
    private static final Pattern APPROVED = Pattern.compile("\"([A-Za-z][A-Za-z0-9.-]*)\": (true|false)");

    private final NetworkFolder folder;
    private final PeerCommand peer;

    Approval(NetworkFolder folder, PeerCommand peer) {
        this.folder = folder;
        this.peer = peer;
    }

    /**
     * How far an agreement is.
     *
     * @param definition what is agreed on
     * @param approvals each organisation, and whether it approved; empty once it is committed
     * @param committed whether it is in force
     */
    record Outcome(Definition definition, Map<String, Boolean> approvals, boolean committed) {}

    /** Approves code of that digest for the own organisation, and commits when a majority has. */
    Outcome approve(String digest, ChannelView channel) throws IOException {
        ContractPackage contract = ContractPackage.of(digest);
        Lifecycle.install(peer, contract, contract.file(folder));
        Optional<Definition> inForce = Definition.committed(peer);
        if (inForce.isPresent() && inForce.get().version().equals(Definition.version(digest))) {
            approveOnce(contract, inForce.get());
            return new Outcome(inForce.get(), Map.of(), true);
        }
        Definition next = new Definition(
                Definition.version(digest), inForce.map(Definition::sequence).orElse(0) + 1);
        approveOnce(contract, next);
        Map<String, Boolean> approvals = approvals(next);
        long approved = approvals.values().stream().filter(yes -> yes).count();
        if (approved < channel.majority()) {
            return new Outcome(next, approvals, false);
        }
        commit(next, approvals, channel);
        return new Outcome(next, approvals, true);
    }

    private void approveOnce(ContractPackage contract, Definition definition) {
        Command.Output approved = peer.run(
                "lifecycle",
                "chaincode",
                "queryapproved",
                "-C",
                FabricNetwork.CHANNEL,
                "-n",
                FabricNetwork.CHAINCODE,
                "--sequence",
                Integer.toString(definition.sequence()),
                "-O",
                "json");
        boolean same = approved.exit() == 0
                && approved.text().contains(contract.id())
                && approved.text().contains(definition.version());
        if (!same) {
            Lifecycle.approve(peer, contract, definition.terms());
        }
    }

    private Map<String, Boolean> approvals(Definition definition) {
        List<String> line = new ArrayList<>(List.of("lifecycle", "chaincode", "checkcommitreadiness", "-O", "json"));
        line.addAll(definition.terms());
        Map<String, Boolean> approvals = new TreeMap<>();
        Matcher matcher = APPROVED.matcher(peer.require(line));
        while (matcher.find()) {
            approvals.put(matcher.group(1), Boolean.valueOf(matcher.group(2)));
        }
        return approvals;
    }

    /** With endorsements of those that approved and can be reached. */
    private void commit(Definition definition, Map<String, Boolean> approvals, ChannelView channel) throws IOException {
        List<String> line = new ArrayList<>(List.of("lifecycle", "chaincode", "commit"));
        line.addAll(definition.terms());
        line.addAll(peer.orderer());
        List<String> away = new ArrayList<>();
        for (ChannelView.Member member : channel.members().values()) {
            if (!approvals.getOrDefault(member.mspId(), false)) {
                continue;
            }
            if (!listens(member.peer())) {
                away.add(member.mspId());
                continue;
            }
            Path roots = folder.channel().resolve("roots").resolve(member.mspId() + ".pem");
            KeyFiles.text(roots, member.tlsRoots());
            line.addAll(List.of("--peerAddresses", member.peer(), "--tlsRootCertFiles", roots.toString()));
        }
        try {
            peer.require(line);
        } catch (NetworkFailure e) {
            if (!Definition.committed(peer).equals(Optional.of(definition))) { // else another was first
                throw away.isEmpty()
                        ? e
                        : new NetworkFailure(e.getMessage() + "; peers not reached: " + String.join(", ", away), e);
            }
        }
    }

    private static boolean listens(String address) {
        int colon = address.lastIndexOf(':');
        return colon > 0
                && Daemons.listens(new InetSocketAddress(
                        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    }
}
