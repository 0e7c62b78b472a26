package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.action;
import static io.kontor.devpeer.Clients.committed;
import static io.kontor.devpeer.Clients.endorsed;
import static io.kontor.devpeer.Clients.envelope;
import static io.kontor.devpeer.Clients.evaluated;
import static io.kontor.devpeer.Clients.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who endorses, what differing contract servers do, and key-level policies (DEV-11, DEV-12). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndorsementTest {
    private TestNetwork peers;
    private Contract contract;

    /** City and regulator share a contract server, the witness has one of its own. */
    @BeforeAll
    void start(@TempDir final Path folder) throws Exception {
        peers = new TestNetwork(folder);
        peers.settings.put("contract.address", peers.startContract("shared").address());
        peers.settings.put(
                "organisation." + TestNetwork.WITNESS + ".contract",
                peers.startContract("other").address());
        peers.startPeer();
        contract = peers.gateway(TestNetwork.REGULATOR)
                .getNetwork(TestNetwork.CHANNEL)
                .getContract(TestNetwork.CHAINCODE);
    }

    @AfterAll
    void stop() {
        peers.close();
    }

    @Test
    void majority_endorses_when_nobody_is_named_and_the_creators_own_organisation_is_in_it() throws Exception {
        assertThat(endorsers(endorsed(contract, "put", "a", "x")))
                .containsExactly(TestNetwork.REGULATOR, TestNetwork.CITY);
    }

    @Test
    void every_organisation_named_endorses_with_a_signature_that_verifies() throws Exception {
        final Transaction transaction =
                endorsedBy(List.of(TestNetwork.WITNESS, TestNetwork.CITY, TestNetwork.REGULATOR), "put", "b", "x");

        assertThat(endorsers(transaction))
                .containsExactly(TestNetwork.WITNESS, TestNetwork.CITY, TestNetwork.REGULATOR);
        final ChaincodeEndorsedAction action = action(envelope(transaction)).getAction();
        for (final Endorsement endorsement : action.getEndorsementsList()) {
            assertThat(Signatures.verifies(
                            endorsement.getEndorser(),
                            endorsement.getSignature(),
                            action.getProposalResponsePayload(),
                            endorsement.getEndorser()))
                    .isTrue();
        }
        assertThat(committed(transaction)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void too_few_endorsements_fail_the_policy_at_commit() throws Exception {
        final Transaction transaction = endorsedBy(List.of(TestNetwork.CITY), "put", "c", "x");

        assertThat(committed(transaction)).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(evaluated(contract, "get", "c")).isEmpty();
    }

    @Test
    void organisation_that_does_not_exist_is_unavailable_by_name() {
        assertThatThrownBy(() -> endorsedBy(List.of(TestNetwork.CITY, "GhostMSP"), "put", "d", "x"))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("UNAVAILABLE")
                .hasMessageContaining("GhostMSP");
    }

    @Test
    void answers_of_contract_servers_that_differ_are_refused_naming_who_diverges() {
        final EndorseException refusal = catchThrowableOfType(
                EndorseException.class,
                () -> endorsedBy(List.of(TestNetwork.WITNESS, TestNetwork.CITY, TestNetwork.REGULATOR), "whoami"));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(refusal.getStatus().getDescription()).contains("ProposalResponsePayloads do not match");
        assertThat(refusal.getDetails()).extracting(ErrorDetail::getMspId).containsExactly(TestNetwork.WITNESS);
        assertThat(refusal.getDetails())
                .extracting(ErrorDetail::getMessage)
                .containsExactly("ProposalResponsePayloads do not match");
    }

    @Test
    void answers_of_contract_servers_that_agree_become_one_transaction() throws Exception {
        final Transaction transaction =
                endorsedBy(List.of(TestNetwork.WITNESS, TestNetwork.CITY), "put", "agreed", "x");

        assertThat(committed(transaction)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void random_value_is_endorsed_by_one_contract_server_and_refused_by_two() throws Exception {
        assertThat(committed(endorsedBy(List.of(TestNetwork.CITY, TestNetwork.REGULATOR), "random", "r")))
                .isEqualTo(TxValidationCode.VALID);
        assertThatThrownBy(() -> endorsedBy(List.of(TestNetwork.CITY, TestNetwork.WITNESS), "random", "r"))
                .isInstanceOf(EndorseException.class)
                .hasMessageContaining("ProposalResponsePayloads do not match");
    }

    @Test
    void evaluation_runs_on_the_contract_server_of_the_organisation_asked_for() throws Exception {
        assertThat(new String(
                        contract.newProposal("whoami")
                                .setEndorsingOrganizations(TestNetwork.WITNESS)
                                .build()
                                .evaluate(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("other");
        assertThat(evaluated(contract, "whoami")).isEqualTo("shared");
    }

    @Test
    void key_level_policy_refuses_others_and_finds_its_organisations_by_itself() throws Exception {
        put(contract, "guarded", "x");
        assertThat(committed(endorsed(contract, "protect", "guarded", TestNetwork.WITNESS)))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(evaluated(contract, "policyOf", "guarded")).isEqualTo(TestNetwork.WITNESS);

        assertThat(committed(endorsedBy(List.of(TestNetwork.CITY, TestNetwork.REGULATOR), "put", "guarded", "without")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(committed(endorsed(contract, "put", "guarded", "found"))).isEqualTo(TxValidationCode.VALID);
        assertThat(committed(endorsedBy(List.of(TestNetwork.WITNESS), "put", "guarded", "alone")))
                .as("the key's policy takes the place of the majority")
                .isEqualTo(TxValidationCode.VALID);
        assertThat(evaluated(contract, "get", "guarded")).isEqualTo("alone");
        assertThat(evaluated(contract, "policyOf", "guarded"))
                .as("a write of the value keeps the policy")
                .isEqualTo(TestNetwork.WITNESS);
    }

    @Test
    void policy_of_two_organisations_wants_both() throws Exception {
        put(contract, "twofold", "x");
        committed(endorsed(contract, "protect", "twofold", TestNetwork.WITNESS, TestNetwork.CITY));

        assertThat(committed(endorsedBy(List.of(TestNetwork.WITNESS, TestNetwork.REGULATOR), "put", "twofold", "y")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(committed(endorsedBy(List.of(TestNetwork.WITNESS, TestNetwork.CITY), "put", "twofold", "z")))
                .isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void changing_a_keys_policy_takes_the_policy_it_has() throws Exception {
        put(contract, "locked", "x");
        committed(endorsed(contract, "protect", "locked", TestNetwork.WITNESS));

        assertThat(committed(endorsedBy(
                        List.of(TestNetwork.CITY, TestNetwork.REGULATOR), "protect", "locked", TestNetwork.CITY)))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(evaluated(contract, "policyOf", "locked")).isEqualTo(TestNetwork.WITNESS);
    }

    @Test
    void deleted_key_loses_its_policy() throws Exception {
        put(contract, "gone", "x");
        committed(endorsed(contract, "protect", "gone", TestNetwork.WITNESS));
        assertThat(committed(endorsed(contract, "delete", "gone"))).isEqualTo(TxValidationCode.VALID);

        assertThat(committed(endorsedBy(List.of(TestNetwork.CITY, TestNetwork.REGULATOR), "put", "gone", "again")))
                .isEqualTo(TxValidationCode.VALID);
    }

    private Transaction endorsedBy(final List<String> organisations, final String function, final String... arguments)
            throws GatewayException {
        return contract.newProposal(function)
                .addArguments(arguments)
                .setEndorsingOrganizations(organisations.toArray(String[]::new))
                .build()
                .endorse();
    }

    private static List<String> endorsers(final Transaction transaction) throws Exception {
        final List<String> names = new ArrayList<>();
        for (final Endorsement endorsement :
                action(envelope(transaction)).getAction().getEndorsementsList()) {
            final ByteString endorser = endorsement.getEndorser();
            names.add(SerializedIdentity.parseFrom(endorser).getMspid());
        }
        return names;
    }
}
