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
import java.util.stream.Collectors;

/**
 * One organisation's part in the contract's definition: it approves the code of its own server with the collections of the channel's
 * organisations, and commits what a majority approved (NET-13, NET-18).
 */
final class Approval {
    private static final Pattern APPROVED = Pattern.compile("\"([A-Za-z][A-Za-z0-9.-]*)\": (true|false)");
    private static final Pattern DIFFERS =
            Pattern.compile("\"([A-Za-z][A-Za-z0-9.-]*)\": \\{\\s*\"items\": \\[[^]]*Collections[^]]*]");

    private final NetworkFolder folder;
    private final PeerCommand peer;
    private final ChannelView channel;
    private final Transaction transaction;

    Approval(NetworkFolder folder, PeerCommand peer, ChannelView channel, List<Bundle> others) {
        this.folder = folder;
        this.peer = peer;
        this.channel = channel;
        this.transaction = new Transaction(peer, others);
    }

    /** How far an agreement is. */
    enum State {
        APPROVED,
        COMMITTED,
        IN_FORCE
    }

    /**
     * What came of an approval.
     *
     * @param definition what is agreed on
     * @param approvals each organisation, and whether it approved; empty once it is in force
     * @param differing organisations that approved other collections under this number
     * @param state whether it was approved only, committed now, or in force before
     */
    record Outcome(Definition definition, Map<String, Boolean> approvals, List<String> differing, State state) {
        /** Who has approved, in words. */
        String approved() {
            return approvals.entrySet().stream()
                    .map(entry -> entry.getKey() + (entry.getValue() ? " yes" : " no"))
                    .collect(Collectors.joining(", "));
        }
    }

    /** Approves code of that digest with some collections for the own organisation, and commits when a majority has. */
    Outcome approve(String digest, TermsCollections collections, Site.Manner manner) throws IOException {
        Optional<Definition> inForce = Definition.committed(peer);
        Definition next = Definition.of(
                digest, collections, inForce.map(Definition::sequence).orElse(0) + 1);
        if (inForce.isPresent()) {
            requireOthersBundles(inForce.get(), next);
        }
        ContractPackage contract = ContractPackage.of(digest);
        Lifecycle.install(peer, contract, contract.file(folder));
        if (inForce.isPresent() && inForce.get().sameAs(next)) {
            approveOnce(contract, inForce.get(), collections);
            return new Outcome(inForce.get(), Map.of(), List.of(), State.IN_FORCE);
        }
        approveOnce(contract, next, collections);
        String readiness = readiness(next, collections);
        Map<String, Boolean> approvals = new TreeMap<>();
        for (Matcher matcher = APPROVED.matcher(readiness); matcher.find(); ) {
            approvals.put(matcher.group(1), Boolean.valueOf(matcher.group(2)));
        }
        long approved = approvals.values().stream().filter(yes -> yes).count();
        if (approved < channel.majority() || manner == Site.Manner.WITHOUT_COMMIT) {
            return new Outcome(next, approvals, differing(readiness), State.APPROVED);
        }
        commit(next, collections, approvals);
        return new Outcome(next, Map.of(), List.of(), State.COMMITTED);
    }

    /** Collections of the same organisations are the same, or somebody's bundle says something else. */
    private void requireOthersBundles(Definition inForce, Definition next) {
        boolean differs = !inForce.collectionsDigest().equals(next.collectionsDigest());
        if (differs
                && CommittedCollections.members(peer).equals(channel.members().keySet())) {
            throw new NetworkFailure("Cannot approve the contract: definition " + inForce.sequence()
                    + " has collections of SHA-256 " + inForce.collectionsDigest()
                    + " of the same organisations, the bundles here make " + next.collectionsDigest()
                    + "; compare the bundles with the others");
        }
    }

    private void approveOnce(ContractPackage contract, Definition definition, TermsCollections collections)
            throws IOException {
        if (!isApproved(contract, definition)) {
            List<String> line = Lifecycle.approval(contract, Lifecycle.terms(definition, folder, collections));
            transaction.hand(line, () -> isApproved(contract, definition));
        }
    }

    private boolean isApproved(ContractPackage contract, Definition definition) {
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
        return approved.exit() == 0
                && approved.text().contains(contract.id())
                && approved.text().contains("\"" + definition.version() + "\"");
    }

    private String readiness(Definition definition, TermsCollections collections) {
        List<String> line =
                new ArrayList<>(List.of("lifecycle", "chaincode", "checkcommitreadiness", "--inspect", "-O", "json"));
        line.addAll(Lifecycle.terms(definition, folder, collections));
        return peer.require(line);
    }

    private static List<String> differing(String readiness) {
        return DIFFERS.matcher(readiness)
                .results()
                .map(result -> result.group(1))
                .sorted()
                .toList();
    }

    /** With endorsements of those that approved and can be reached. */
    private void commit(Definition definition, TermsCollections collections, Map<String, Boolean> approvals)
            throws IOException {
        List<String> line = Lifecycle.transaction("commit");
        line.addAll(Lifecycle.terms(definition, folder, collections));
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
            // another may be first
            transaction.hand(line, () -> Definition.committed(peer).equals(Optional.of(definition)));
        } catch (NetworkFailure e) {
            throw away.isEmpty()
                    ? e
                    : new NetworkFailure(e.getMessage() + "; peers not reached: " + String.join(", ", away), e);
        }
    }

    private static boolean listens(String address) {
        int colon = address.lastIndexOf(':');
        return colon > 0
                && Daemons.listens(new InetSocketAddress(
                        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    }
}
