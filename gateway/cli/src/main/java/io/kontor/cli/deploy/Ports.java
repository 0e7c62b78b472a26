package io.kontor.cli.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports of a local deployment, all on 127.0.0.1, counted from one base.
 *
 * @param base first port, 1024 to 32000, below the ephemeral ports
 */
public record Ports(int base) {
    /** The base unless {@code --port-base} says otherwise. */
    public static final int DEFAULT_BASE = 17_100;

    private static final int CONNECTOR_SIZE = 10;
    private static final int FIRST_CONNECTOR = 10;
    private static final int SIZE = 50;

    public Ports {
        if (base < 1_024 || base > 32_000) {
            throw new IllegalArgumentException("Cannot use port base " + base + ": must be 1024 to 32000");
        }
    }

    public int postgres() {
        return base;
    }

    public int devPeer() {
        return base + 1;
    }

    public int contract() {
        return base + 2;
    }

    public int gateway() {
        return base + 3;
    }

    /**
     * Ports of one connector.
     *
     * @param number 0, 1 or 2
     */
    public ConnectorPorts connector(int number) {
        int first = base + FIRST_CONNECTOR + number * CONNECTOR_SIZE;
        return new ConnectorPorts(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
    }

    /**
     * Finds out before anything is started whether all ports are free.
     *
     * @throws IOException naming the port that is taken
     */
    public void requireFree() throws IOException {
        for (int port = base; port < base + SIZE; port++) {
            requireFree(port, "Cannot use port base " + base, "--port-base");
        }
    }

    /**
     * Finds out whether one port is free.
     *
     * @param option with which another is chosen
     * @throws IOException naming the port when it is taken
     */
    public static void requireFree(int port, String option) throws IOException {
        requireFree(port, "Cannot use port " + port, option);
    }

    private static void requireFree(int port, String what, String option) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new IOException(
                    what + ": port " + port + " is taken; end what uses it, or choose another with " + option, e);
        }
    }

    /**
     * Ports of one connector.
     *
     * @param management EDC management API
     * @param protocol DSP
     * @param control EDC control API
     * @param health EDC default context
     * @param data data plane, for callers and mirrors
     * @param dataControl data plane's control listener
     * @param application data plane's listener for applications
     */
    public record ConnectorPorts(
            int management, int protocol, int control, int health, int data, int dataControl, int application) {}
}
