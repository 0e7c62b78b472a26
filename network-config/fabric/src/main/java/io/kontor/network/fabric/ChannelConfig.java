package io.kontor.network.fabric;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code configtx.yaml}, of which configtxgen makes the channel's genesis block (NET-4). */
final class ChannelConfig {
    /** Profile in the file. */
    static final String PROFILE = "Kontor";

    private static final String CHANNEL_POLICIES = """
            Policies:
              Readers: {Type: ImplicitMeta, Rule: ANY Readers}
              Writers: {Type: ImplicitMeta, Rule: ANY Writers}
              Admins: {Type: ImplicitMeta, Rule: MAJORITY Admins}
            """;
    private static final String BFT = """
            OrdererType: BFT
            BatchSize: {MaxMessageCount: 500, AbsoluteMaxBytes: 10 MB, PreferredMaxBytes: 2 MB}
            SmartBFT:
              RequestBatchMaxCount: 500
              RequestBatchMaxInterval: 100ms
              RequestForwardTimeout: 5s
              RequestComplainTimeout: 10s
              RequestAutoRemoveTimeout: 3m
              ViewChangeResendInterval: 5s
              ViewChangeTimeout: 15s
              LeaderHeartbeatTimeout: 10s
              LeaderHeartbeatCount: 10
              CollectTimeout: 1s
              RequestBatchMaxBytes: 10485760
              IncomingMessageBufferSize: 200
              RequestPoolSize: 20000
            """;
    private static final String RAFT = """
            OrdererType: etcdraft
            BatchTimeout: 100ms
            BatchSize: {MaxMessageCount: 500, AbsoluteMaxBytes: 10 MB, PreferredMaxBytes: 2 MB}
            """;

    private final List<Place> places;
    private final Ordering ordering;

    ChannelConfig(List<Place> places, Ordering ordering) {
        this.places = places;
        this.ordering = ordering;
    }

    void write(Path folder) throws IOException {
        String organisations = places.stream().map(this::organisation).collect(Collectors.joining());
        String text = "Profiles:\n  " + PROFILE + ":\n" + CHANNEL_POLICIES.indent(4) + "    Capabilities: {"
                + (ordering == Ordering.BFT ? "V3_0" : "V2_0") + ": true}\n"
                + "    Orderer:\n" + orderer().indent(6) + "      Organizations:\n" + organisations.indent(8)
                + "    Application:\n" + application().indent(6) + "      Organizations:\n" + organisations.indent(8);
        KeyFiles.text(folder.resolve("configtx.yaml"), text);
    }

    private String organisation(Place place) {
        String msp = place.mspId();
        return """
                - Name: %1$s
                  ID: %1$s
                  MSPDir: %2$s
                  Policies:
                    Readers: {Type: Signature, Rule: "OR('%1$s.member')"}
                    Writers: {Type: Signature, Rule: "OR('%1$s.member')"}
                    Admins: {Type: Signature, Rule: "OR('%1$s.admin')"}
                    Endorsement: {Type: Signature, Rule: "OR('%1$s.peer')"}
                  OrdererEndpoints: ["%3$s"]
                  AnchorPeers: [{Host: %5$s, Port: %4$d}]
                """.formatted(
                        msp,
                        quoted(place.keys().msp()),
                        place.ordererAddress(),
                        place.ports().peer(),
                        place.host().name());
    }

    private String orderer() {
        String kind = ordering == Ordering.BFT
                ? BFT + "ConsenterMapping:\n"
                        + places.stream().map(ChannelConfig::consenter).collect(Collectors.joining())
                : RAFT + "EtcdRaft:\n  Consenters:\n"
                        + places.stream().map(ChannelConfig::raftConsenter).collect(Collectors.joining());
        return CHANNEL_POLICIES + "  BlockValidation: {Type: ImplicitMeta, Rule: ANY Writers}\n"
                + "Capabilities: {V2_0: true}\n" + kind;
    }

    private static String consenter(Place place) {
        return """
                - {ID: %1$d, Host: %6$s, Port: %2$d, MSPID: %3$s, Identity: %4$s, ClientTLSCert: %5$s, ServerTLSCert: %5$s}
                """.formatted(
                        place.number() + 1,
                        place.ports().orderer(),
                        place.mspId(),
                        quoted(place.keys().signingCertificate("orderer")),
                        quoted(place.keys().tlsCertificate("orderer")),
                        place.host().name())
                .indent(2);
    }

    private static String raftConsenter(Place place) {
        return "    - {Host: %3$s, Port: %1$d, ClientTLSCert: %2$s, ServerTLSCert: %2$s}%n"
                .formatted(
                        place.ports().orderer(),
                        quoted(place.keys().tlsCertificate("orderer")),
                        place.host().name());
    }

    private static String application() {
        return CHANNEL_POLICIES + """
                  Endorsement: {Type: ImplicitMeta, Rule: MAJORITY Endorsement}
                  LifecycleEndorsement: {Type: ImplicitMeta, Rule: MAJORITY Endorsement}
                Capabilities: {V2_5: true}
                """;
    }

    /** A text of YAML in quotes. */
    static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
