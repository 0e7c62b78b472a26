package io.kontor.network.fabric;

import io.kontor.network.process.Command;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A transaction of an administrator, handed to the own orderer and, while nothing comes of it, to those of others (NET-19): an orderer of a
 * BFT channel that complained alone about the leader takes transactions and passes none on until there is another leader.
 */
final class Transaction {
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final List<String> ORDERERS_FAULT = List.of(
            "timed out waiting for txid", "failed to connect", "failed to create deliver client", "UNAVAILABLE");

    private final PeerCommand peer;
    private final List<List<String>> orderers;
    private final Duration patience;

    Transaction(PeerCommand peer, List<Bundle> others) {
        this(peer, others, PATIENCE);
    }

    /** @param patience longest wait for the effect of what an orderer took */
    Transaction(PeerCommand peer, List<Bundle> others, Duration patience) {
        this.peer = peer;
        this.patience = patience;
        this.orderers = Stream.concat(Stream.of(peer.orderer()), others.stream().map(peer::orderer))
                .toList();
    }

    /** How to see that a transaction has come to be. */
    interface Effect {
        boolean isThere() throws IOException;
    }

    /**
     * Hands it in until its effect is there.
     *
     * @param line arguments of {@code peer} without an orderer
     * @throws NetworkFailure when it is refused, or when no orderer brings it about
     */
    void hand(List<String> line, Effect effect) throws IOException {
        String said = "";
        for (List<String> orderer : orderers) {
            List<String> whole = new ArrayList<>(line);
            whole.addAll(orderer);
            Command.Output output = peer.run(whole);
            if (output.exit() == 0 ? comes(effect) : effect.isThere()) {
                return;
            }
            if (output.exit() != 0 && ORDERERS_FAULT.stream().noneMatch(output.text()::contains)) {
                throw peer.failure(whole, output);
            }
            said = output.exit() == 0 ? "it took it" : output.lastLine();
        }
        throw new NetworkFailure("Cannot run peer " + command(line) + ": " + orderers.size()
                + " orderers were asked one after the other and nothing came of it; the last: " + said);
    }

    private static String command(List<String> line) {
        return line.stream().takeWhile(word -> !word.startsWith("-")).collect(Collectors.joining(" "));
    }

    private boolean comes(Effect effect) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!effect.isThere()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
