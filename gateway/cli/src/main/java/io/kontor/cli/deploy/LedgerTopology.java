package io.kontor.cli.deploy;

import io.kontor.cli.process.JavaProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The development ledger of a local deployment: dev peer and contract server.
 *
 * @param layout folders
 * @param ports ports
 * @param keys keys of everybody
 */
public record LedgerTopology(Layout layout, Ports ports, KeyStoreFolder keys) {

    private static final String CHANNEL = DemoTopology.CHANNEL;
    private static final String LOOPBACK = "127.0.0.1";

    /** The development ledger. */
    public JavaProgram devPeer() {
        ConfigWriter config = new ConfigWriter()
                .put("channel", CHANNEL)
                .put("chaincode", CHANNEL)
                .put("listen.address", LOOPBACK)
                .put("listen.port", ports.devPeer())
                .put("listen.certificate", keys.certificateFile(KeyStoreFolder.tls("devpeer")))
                .put("listen.key", keys.keyFile(KeyStoreFolder.tls("devpeer")))
                .put("data.dir", layout.data("devpeer"))
                .put("contract.address", LOOPBACK + ":" + ports.contract())
                .put("contract.tls.root", keys.certificateFile(KeyStoreFolder.tlsRoot()))
                .put("contract.tls.certificate", keys.certificateFile(KeyStoreFolder.tls("devpeer")))
                .put("contract.tls.key", keys.keyFile(KeyStoreFolder.tls("devpeer")))
                .put(
                        "organisations",
                        String.join(
                                ",",
                                Cast.ORGANISATIONS.stream()
                                        .map(Cast.Organisation::mspId)
                                        .toList()));
        for (Cast.Organisation organisation : Cast.ORGANISATIONS) {
            String prefix = "organisation." + organisation.mspId() + ".";
            config.put(prefix + "root", keys.certificateFile(KeyStoreFolder.root(organisation.mspId())))
                    .put(prefix + "peer-certificate", keys.certificateFile(KeyStoreFolder.peer(organisation.mspId())))
                    .put(prefix + "peer-key", keys.keyFile(KeyStoreFolder.peer(organisation.mspId())));
        }
        putCollections(config);
        Path file = config.write(layout.config().resolve("devpeer.properties"));
        return new JavaProgram(
                "devpeer",
                "chaincode/devpeer",
                "io.kontor.devpeer.DevPeerMain",
                List.of("--config", file.toString()),
                160,
                "READY");
    }

    /** Of negotiated terms, as the contract's definition has them on a network (CNF-2). */
    private static void putCollections(ConfigWriter config) {
        config.put("collections", "terms-F,terms-Q,terms-F-Q")
                .put("collection.terms-F.organisations", organisationsOf(Cast.CITY_F))
                .put("collection.terms-Q.organisations", organisationsOf(Cast.CITY_Q))
                .put(
                        "collection.terms-F-Q.organisations",
                        organisationsOf(Cast.CITY_F) + "," + organisationsOf(Cast.CITY_Q));
    }

    private static String organisationsOf(String city) {
        return Cast.ORGANISATIONS.stream()
                .filter(organisation -> organisation.city().equals(city))
                .map(Cast.Organisation::mspId)
                .collect(Collectors.joining(","));
    }

    /** The contract server. */
    public JavaProgram contract() {
        Path file = new ConfigWriter()
                .put("chaincode-id", CHANNEL)
                .put("listen-host", LOOPBACK)
                .put("listen-port", ports.contract())
                .put("tls-certificate", keys.certificateFile(KeyStoreFolder.tls("contract")))
                .put("tls-key", keys.keyFile(KeyStoreFolder.tls("contract")))
                .put("tls-client-authorities", keys.certificateFile(KeyStoreFolder.tlsRoot()))
                .write(layout.config().resolve("contract.properties"));
        return new JavaProgram(
                "contract",
                "chaincode/contract",
                "io.kontor.contract.ContractMain",
                List.of("--config", file.toString()),
                128,
                "READY");
    }
}
