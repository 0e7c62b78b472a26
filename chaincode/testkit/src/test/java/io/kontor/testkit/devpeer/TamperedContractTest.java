package io.kontor.testkit.devpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.city.CityLedger;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.contract.KontorContract;
import io.kontor.contract.server.ServerConfig;
import io.kontor.testkit.fixtures.DemoCast;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One contract server an organisation, one of them with other code: its answers differ, so nothing is committed. */
class TamperedContractTest {

    @TempDir
    private Path folder;

    private final DemoCast cast = DemoCast.create();
    private final KontorContract contract = new KontorContract();

    @Test
    void an_organisation_whose_contract_differs_stops_the_transaction() throws Exception {
        try (DevPeerBed bed = new DevPeerBed(folder, cast)) {
            ServerConfig config = bed.serverConfig(DevPeerBed.freePort());
            NettyGrpcServer tampered = OtherContract.serve(config, this::tampered);
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

    /** Answers what the contract answers, and one more field. */
    private Chaincode.Response tampered(ChaincodeStub stub) {
        Chaincode.Response honest = contract.invoke(stub);
        String answer = honest.getStringPayload().replaceFirst("\\{", "{\"aaa\":1,");
        return ResponseUtils.newSuccessResponse(answer.getBytes(StandardCharsets.UTF_8));
    }
}
