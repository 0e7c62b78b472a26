package io.kontor.client.fabric;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets one channel know several peers of the own organisation: it uses the first that answers and goes over to the next when that one is
 * lost. Targets read {@code kontor-peers:///host:port,host:port}.
 */
final class PeerResolver extends NameResolverProvider {
    private static final String SCHEME = "kontor-peers";
    private static final int PRIORITY = 5;

    static {
        NameResolverRegistry.getDefaultRegistry().register(new PeerResolver());
    }

    /** Target of a channel to the peers, in the order of preference. */
    static String target(FabricConnection connection, List<FabricConnection.Peer> others) {
        return SCHEME + ":///"
                + Stream.concat(
                                Stream.of(new FabricConnection.Peer(connection.host(), connection.port())),
                                others.stream())
                        .map(peer -> peer.host() + ":" + peer.port())
                        .collect(Collectors.joining(","));
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args arguments) {
        return target.getScheme().equals(SCHEME)
                ? new Peers(target.getPath().substring(1).split(",", -1))
                : null;
    }

    private static final class Peers extends NameResolver {
        private final List<String> peers;

        Peers(String[] peers) {
            this.peers = List.of(peers);
        }

        @Override
        public String getServiceAuthority() {
            return peers.get(0);
        }

        @Override
        public void start(Listener2 listener) {
            List<EquivalentAddressGroup> groups = new ArrayList<>();
            StringBuilder unknown = new StringBuilder();
            for (String peer : peers) {
                try {
                    groups.add(group(peer));
                } catch (UnknownHostException e) {
                    unknown.append(peer).append(' ');
                }
            }
            listener.onResult(ResolutionResult.newBuilder()
                    .setAddressesOrError(
                            groups.isEmpty()
                                    ? StatusOr.fromStatus(
                                            Status.UNAVAILABLE.withDescription("unknown hosts " + unknown))
                                    : StatusOr.fromValue(groups))
                    .build());
        }

        private static EquivalentAddressGroup group(String peer) throws UnknownHostException {
            int colon = peer.lastIndexOf(':');
            int port = Integer.parseInt(peer.substring(colon + 1));
            List<SocketAddress> addresses = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(peer.substring(0, colon))) {
                addresses.add(new InetSocketAddress(address, port));
            }
            return new EquivalentAddressGroup(
                    addresses,
                    Attributes.newBuilder()
                            .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, peer)
                            .build());
        }

        @Override
        public void shutdown() {
            // nothing is open
        }
    }
}
