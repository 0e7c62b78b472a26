package io.kontor.network.fabric;

import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * Ports of a network, all on 127.0.0.1, ten for each organisation, counted from one base.
 *
 * @param base first port, below the ephemeral ports
 */
public record NetworkPorts(int base) {
    /** The base unless {@code --port-base} says otherwise. */
    public static final int DEFAULT_BASE = 17_200;

    private static final int SIZE = 10;
    private static final int USED = 7;
    private static final int BASE_MIN = 1_024;
    private static final int BASE_MAX = 32_000;

    public NetworkPorts {
        if (base < BASE_MIN || base > BASE_MAX) {
            throw new NetworkFailure("Cannot use port base " + base + ": must be " + BASE_MIN + " to " + BASE_MAX);
        }
    }

    /**
     * Ports of one organisation.
     *
     * @param peer gateway and endorser of its peer
     * @param peerChaincode the peer's listener for chaincode that calls it; unused, must be there
     * @param peerOperations the peer's health
     * @param orderer its orderer
     * @param ordererAdmin the orderer's administration
     * @param ordererOperations the orderer's health
     * @param contract its contract server
     */
    public record OfOrganisation(
            int peer,
            int peerChaincode,
            int peerOperations,
            int orderer,
            int ordererAdmin,
            int ordererOperations,
            int contract) {}

    /** The ports of an organisation by its place in the network. */
    public OfOrganisation of(int place) {
        int first = base + place * SIZE;
        return new OfOrganisation(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
    }

    /**
     * The first base, from one on, whose ports are all free now.
     *
     * @param from lowest base
     * @param organisations number of organisations
     */
    public static NetworkPorts firstFree(int from, int organisations) {
        for (int base = from; base <= BASE_MAX; base += organisations * SIZE) {
            NetworkPorts ports = new NetworkPorts(base);
            if (ports.taken(organisations).isEmpty()) {
                return ports;
            }
        }
        throw new NetworkFailure("Cannot find free ports for " + organisations + " organisations from " + from + " on");
    }

    /**
     * Finds out before anything is started whether all ports are free.
     *
     * @param organisations number of organisations
     * @throws NetworkFailure naming the port that is taken
     */
    void requireFree(int organisations) {
        taken(organisations).ifPresent(port -> {
            throw new NetworkFailure("Cannot use port base " + base + ": port " + port
                    + " is taken; end what uses it, or choose another with --port-base");
        });
    }

    private Optional<Integer> taken(int organisations) {
        for (int place = 0; place < organisations; place++) {
            for (int port = base + place * SIZE; port < base + place * SIZE + USED; port++) {
                try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                    socket.setReuseAddress(true);
                } catch (IOException e) {
                    return Optional.of(port); // what it is taken by does not matter
                }
            }
        }
        return Optional.empty();
    }
}
