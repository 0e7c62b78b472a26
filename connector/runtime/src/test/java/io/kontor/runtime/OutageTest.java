package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.runtime.fixture.Dataspace;
import io.kontor.runtime.fixture.FakeDataPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What happens when ledger, connector or data plane are away for a while: POL-10, CON-8, CON-9. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {
    private static final Duration WAIT = Duration.ofSeconds(60);

    private Dataspace space;

    @BeforeAll
    void start(@TempDir Path folder) {
        space = Dataspace.start(folder);
    }

    @AfterAll
    void stop() {
        space.close();
    }

    @Test
    void an_agreement_made_while_the_ledger_is_away_is_proposed_after_a_restart() {
        String warmUp = space.agree("OF-1", "R1");
        space.awaitProposal(warmUp, "PROPOSED");
        space.ledger().holdProposals();
        String agreementId = space.agree("OF-2", "R2");
        JsonNode pending = await().atMost(WAIT)
                .until(
                        () -> space.hospital()
                                .management("/kontor/v1/agreements/" + agreementId, null)
                                .json(),
                        view -> view.path("proposal").path("attempts").asInt() > 0);
        assertThat(pending.path("proposal").path("state").asText()).isEqualTo("PENDING");
        assertThat(pending.path("proposal").path("text").asText()).contains("holds proposals");

        space.hospital().stop();
        space.ledger().releaseProposals();
        space.hospital().start();
        space.awaitProposal(agreementId, "PROPOSED");
        assertThat(proposalsOf(agreementId))
                .hasSizeGreaterThan(1)
                .allSatisfy(proposal ->
                        assertThat(proposal).isEqualTo(proposalsOf(agreementId).get(0)));
    }

    @Test
    void a_finalised_negotiation_has_its_outbox_row_before_any_worker_ran() {
        long state = Dataspace.sql(
                space.hospital(),
                "with a as (insert into edc_contract_agreement (agr_id, provider_agent_id, consumer_agent_id, signing_date,"
                        + " asset_id, policy, agr_participant_context_id, agr_agreement_id)"
                        + " values ('local-1', 'F-H1', 'Q-INS', 1, 'R9', '{}', 'F-H1', 'shared-1') returning agr_id)"
                        + " select count(*) from a");
        assertThat(state).isEqualTo(1);
        Dataspace.sql(
                space.hospital(),
                "insert into edc_contract_negotiation (id, created_at, updated_at, counterparty_id, counterparty_address,"
                        + " protocol, type, state, agreement_id, participant_context_id)"
                        + " values ('n-1', 1, 1, 'Q-INS', 'x', 'p', 'PROVIDER', 1150, 'local-1', 'F-H1')");
        assertThat(rows("shared-1")).isZero();
        Dataspace.sql(space.hospital(), "update edc_contract_negotiation set state = 1200 where id = 'n-1'");
        assertThat(rows("shared-1")).isEqualTo(1);
    }

    @Test
    void a_lost_outbox_row_is_found_again_and_proposes_the_same() {
        String agreementId = space.agree("OF-3", "R3");
        space.awaitProposal(agreementId, "PROPOSED");
        space.hospital().stop();
        Dataspace.sql(space.hospital(), "delete from kontor_grant_outbox where agreement_id = '" + agreementId + "'");
        space.hospital().start();
        space.awaitProposal(agreementId, "PROPOSED");
        List<GrantProposal> proposals = proposalsOf(agreementId);
        assertThat(proposals).hasSize(2);
        assertThat(proposals.get(1)).isEqualTo(proposals.get(0));
    }

    @Test
    void a_start_is_tried_again_until_the_data_plane_answers() {
        String agreementId = space.activate("OF-4", "R4");
        space.dataPlane().answer(503);
        String transfer = space.transfer(agreementId);
        space.awaitState("transfers", transfer, "REQUESTED");
        int asked = space.dataPlane().refused();
        await().atMost(WAIT).until(() -> space.dataPlane().refused() > asked);
        space.dataPlane().answer(200);
        space.awaitState("transfers", transfer, "STARTED");
    }

    @Test
    void con_10_a_transfer_waits_while_something_above_its_grant_has_ended() {
        String agreementId = space.activate("OF-8", "R8");
        String transfer = space.transfer(agreementId);
        space.awaitState("transfers", transfer, "STARTED");
        space.ledger().setParent(agreementId, Optional.of(RejectionCode.NO_AUTHORISATION));
        space.awaitState("transfers", transfer, "SUSPENDED");
        assertThat(space.dataPlane().signals("suspend")).isNotEmpty();
        space.ledger().setParent(agreementId, Optional.empty());
        space.awaitState("transfers", transfer, "STARTED");
    }

    @Test
    void con_7_a_transfer_asked_for_while_the_ledger_is_away_starts_once_it_answers() {
        String agreementId = space.activate("OF-7", "R7");
        space.ledger().silence();
        String transfer = space.transfer(agreementId);
        await().atMost(WAIT).until(() -> space.ledger().unanswered() > 1);
        space.awaitState("transfers", transfer, "REQUESTED");
        space.ledger().answer();
        space.awaitState("transfers", transfer, "STARTED");
    }

    @Test
    void a_stop_reaches_the_consumer_at_once_and_the_data_plane_when_it_is_back() {
        String agreementId = space.activate("OF-5", "R5");
        String transfer = space.transfer(agreementId);
        space.awaitState("transfers", transfer, "STARTED");
        List<FakeDataPlane.Signal> starts = space.dataPlane().signals("start");
        String process = starts.get(starts.size() - 1).processId();
        space.dataPlane().answer(503);
        space.ledger().setStatus(agreementId, GrantStatus.TERMINATED);
        space.awaitState("transfers", transfer, "TERMINATED");
        assertThat(Dataspace.sql(space.hospital(), stopsOf(process))).isEqualTo(1);

        space.dataPlane().answer(200);
        await().atMost(WAIT).until(() -> Dataspace.sql(space.hospital(), stopsOf(process)) == 0);
        assertThat(space.dataPlane().signals("terminate"))
                .extracting(FakeDataPlane.Signal::processId)
                .contains(process);
    }

    @Test
    void the_consumer_keeps_its_endpoint_over_a_restart() {
        String transfer = space.transfer(space.activate("OF-6", "R6"));
        space.awaitState("transfers", transfer, "STARTED");
        space.insurer().stop();
        space.insurer().start();
        JsonNode view = space.insurer()
                .management("/kontor/v1/transfers/" + transfer, null)
                .json();
        assertThat(view.path("endpoint").path("logId").asText()).isEqualTo("log-1");
        assertThat(space.insurer()
                        .management("/v3/edrs/" + transfer + "/dataaddress", null)
                        .body())
                .contains("http://127.0.0.1:9/v1");
    }

    private long rows(String agreementId) {
        return Dataspace.sql(
                space.hospital(),
                "select count(*) from kontor_grant_outbox where agreement_id = '" + agreementId + "'");
    }

    private static String stopsOf(String process) {
        return "select count(*) from kontor_flow_stop where process_id = '" + process + "'";
    }

    private List<GrantProposal> proposalsOf(String agreementId) {
        return space.ledger().proposals().stream()
                .filter(proposal -> proposal.grantId().equals(agreementId))
                .toList();
    }
}
