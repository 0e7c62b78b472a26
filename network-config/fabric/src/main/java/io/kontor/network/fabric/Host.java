package io.kontor.network.fabric;

import io.kontor.network.process.NetworkFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The machine of one organisation's nodes.
 *
 * @param name name or address by which the other organisations reach it
 * @param listen address that peer and orderer listen on
 */
public record Host(String name, String listen) {
    /** This machine, reached by itself only. */
    public static final Host LOCAL = new Host("127.0.0.1", "127.0.0.1");

    private static final String LOOPBACK = "127.0.0.1";

    public Host {
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
            throw new NetworkFailure("Cannot use host '" + name + "': must be a host name or an IPv4 address");
        }
        if (!listen.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            throw new NetworkFailure("Cannot listen on '" + listen + "': must be an IPv4 address");
        }
    }

    /** Where administration, health and the contract server listen: never beyond this machine. */
    String inside() {
        return listen.startsWith("127.") ? listen : LOOPBACK;
    }

    /** Names of a certificate of its nodes. */
    List<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", LOOPBACK, inside(), name));
        return List.copyOf(names);
    }

    /** The address by which this machine itself finds out whether a node listens. */
    InetAddress own() {
        try {
            return InetAddress.getByName(listen.equals("0.0.0.0") ? LOOPBACK : listen);
        } catch (UnknownHostException e) {
            throw new NetworkFailure("Cannot listen on '" + listen + "': " + e.getMessage(), e);
        }
    }
}
