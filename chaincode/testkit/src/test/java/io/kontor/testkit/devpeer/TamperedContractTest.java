package io.kontor.testkit.devpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.city.CityLedger;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.contract.KontorContract;
import io.kontor.contract.server.ServerConfig;
import io.kontor.testkit.fixtures.DemoCast;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One contract server an organisation, one of them with other code: its answers differ, so nothing is committed. */
class TamperedContractTest {

    @TempDir
    private Path folder;

    private final DemoCast cast = DemoCast.create();

    @Test
    void an_organisation_whose_contract_differs_stops_the_transaction() throws Exception {
        try (DevPeerBed bed = new DevPeerBed(folder, cast)) {
            ServerConfig config = bed.serverConfig(DevPeerBed.freePort());
            NettyGrpcServer tampered = serve(config);
            String honest = bed.startContract();
            bed.startPeer(honest, Map.of(DemoCast.F_OPERATOR_MSP, config.host() + ":" + config.port()));
            CityLedger f = new CityLedger(bed.connect(cast.officer("F-DATA")));
            assertThatThrownBy(() -> f.found(cast.cityF(), cast.member("F-DATA")))
                    .isInstanceOf(LedgerConflictException.class)
                    .hasMessageContaining("ProposalResponsePayloads do not match")
                    .hasMessageContaining(DemoCast.F_OPERATOR_MSP);
            bed.stopPeer();
            tampered.stop();

            bed.startPeer(honest, Map.of());
            CityLedger healed = new CityLedger(bed.connect(cast.officer("F-DATA")));
            assertThat(healed.found(cast.cityF(), cast.member("F-DATA")).record())
                    .isEqualTo(cast.cityF());
        }
    }

    private static NettyGrpcServer serve(ServerConfig config) throws Exception {
        Metrics.initialize(new Properties());
        Traces.initialize(new Properties());
        ServerConfig.Tls tls = config.tls().orElseThrow();
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(new InetSocketAddress(config.host(), config.port()));
        properties.setTlsEnabled(true);
        properties.setKeyFile(tls.key().toString());
        properties.setKeyCertChainFile(tls.certificate().toString());
        properties.setTrustCertCollectionFile(tls.clientAuthorities().toString());
        NettyGrpcServer server = new NettyGrpcServer(new Tampered(config.packageId()), properties);
        server.start();
        return server;
    }

    /** Answers what the contract answers, and one more field. */
    private static final class Tampered extends ChaincodeBase {

        private final KontorContract contract = new KontorContract();

        Tampered(String packageId) {
            processCommandLineOptions(new String[] {"-i", packageId});
            getChaincodeConfig();
        }

        @Override
        public void validateOptions() {
            // Nothing is configured by the environment.
        }

        @Override
        public Response init(ChaincodeStub stub) {
            return contract.init(stub);
        }

        @Override
        public Response invoke(ChaincodeStub stub) {
            Response honest = contract.invoke(stub);
            String answer = honest.getStringPayload().replaceFirst("\\{", "{\"aaa\":1,");
            return ResponseUtils.newSuccessResponse(answer.getBytes(StandardCharsets.UTF_8));
        }
    }
}
