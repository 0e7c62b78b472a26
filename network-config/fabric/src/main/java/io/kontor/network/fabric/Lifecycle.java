package io.kontor.network.fabric;

import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The channel and the contract's definition on it, by {@code osnadmin} and {@code peer} as each organisation's administrator. */
final class Lifecycle {
    private static final Pattern CREATED = Pattern.compile("Status: 201");

    private static final Duration EVENT_PATIENCE = Duration.ofSeconds(40);

    private final NetworkFolder folder;
    private final FabricCommands commands;
    private final Command command;
    private final List<Place> places;

    Lifecycle(NetworkFolder folder, FabricCommands commands, Command command, List<Place> places) {
        this.folder = folder;
        this.commands = commands;
        this.command = command;
        this.places = places;
    }

    private PeerCommand of(Place place) {
        return new PeerCommand(folder, commands, command, place);
    }

    void makeGenesis(Ordering ordering) throws IOException {
        new ChannelConfig(places, ordering).write(folder.channel());
        of(places.get(0)).configtxgen(folder.channel(), folder.genesis());
    }

    /** Every orderer and every peer joins the channel. */
    void joinChannel() {
        forEach(places, place -> joinOrderer(of(place), place, folder.genesis()));
        forEach(
                places,
                place -> of(place)
                        .require("channel", "join", "-b", folder.genesis().toString()));
    }

    static void joinOrderer(PeerCommand peer, Place place, Path block) {
        String text = peer.osnadmin("join", "--channelID", FabricNetwork.CHANNEL, "--config-block", block.toString());
        if (!CREATED.matcher(text).find()) {
            throw new NetworkFailure("Cannot join orderer of " + place.mspId() + ": "
                    + text.strip().replaceAll("\\s+", " "));
        }
    }

    void install(ContractPackage contract) throws IOException {
        Path file = contract.file(folder);
        forEach(places, place -> install(of(place), contract, file));
    }

    static void install(PeerCommand peer, ContractPackage contract, Path file) {
        String installed = peer.require("lifecycle", "chaincode", "queryinstalled", "-O", "json");
        if (!installed.contains(contract.id())) {
            peer.require("lifecycle", "chaincode", "install", file.toString());
        }
    }

    /** The definition in force, if any. */
    Optional<Definition> committed() {
        return Definition.committed(of(places.get(0)));
    }

    /** Every organisation approves, then one commits with the signatures of all. */
    void approveAndCommit(ContractPackage contract, Definition definition) {
        List<String> terms = terms(definition, folder, collections());
        forEach(places, place -> approve(of(place), contract, terms));
        List<String> line = transaction("commit");
        line.addAll(terms);
        line.addAll(of(places.get(0)).orderer());
        for (Place place : places) {
            line.addAll(List.of(
                    "--peerAddresses",
                    place.peerAddress(),
                    "--tlsRootCertFiles",
                    place.keys().tlsRoot().toString()));
        }
        of(places.get(0)).require(line);
    }

    private TermsCollections collections() {
        return TermsCollections.of(places.stream().map(Place::organisation).toList());
    }

    /** The definition of code of that digest for these organisations. */
    Definition definition(String digest, int sequence) {
        return Definition.of(digest, collections(), sequence);
    }

    /** The arguments of a definition and its collections, the same in approval and commit. */
    static List<String> terms(Definition definition, NetworkFolder folder, TermsCollections collections) {
        List<String> terms = new ArrayList<>(definition.terms());
        try {
            terms.addAll(
                    List.of("--collections-config", collections.file(folder).toString()));
        } catch (IOException e) {
            throw new NetworkFailure("Cannot write the collections: " + NetworkFolder.reason(e), e);
        }
        return terms;
    }

    /** The first arguments of a lifecycle command that waits for its transaction, also while the orderers change their leader. */
    static List<String> transaction(String verb) {
        return new ArrayList<>(
                List.of("lifecycle", "chaincode", verb, "--waitForEventTimeout", EVENT_PATIENCE.toSeconds() + "s"));
    }

    /** The arguments of an approval of a definition by its terms, as they will be committed. */
    static List<String> approval(ContractPackage contract, List<String> terms) {
        List<String> line = transaction("approveformyorg");
        line.addAll(terms);
        line.addAll(List.of("--package-id", contract.id()));
        return line;
    }

    private static void approve(PeerCommand peer, ContractPackage contract, List<String> terms) {
        List<String> line = approval(contract, terms);
        line.addAll(peer.orderer());
        peer.require(line);
    }

    /** Does it for all at once and reports the first failure. */
    static <T> void forEach(List<T> items, Consumer<T> action) {
        List<CompletableFuture<Void>> all = items.stream()
                .map(item -> CompletableFuture.runAsync(() -> action.accept(item), work -> new Thread(work).start()))
                .toList();
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NetworkFailure failure
                    ? failure
                    : new NetworkFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
