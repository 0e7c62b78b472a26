package io.kontor.devpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.kontor.crypto.pki.IssuedIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.hyperledger.fabric.client.Commit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An unmodified Fabric Gateway client submits, evaluates and reads refusals (DEV-17). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmitTest {
    private TestNetwork network;
    private Contract contract;

    @BeforeAll
    void start(@TempDir final Path folder) throws Exception {
        network = TestNetwork.withOneContract(folder);
        contract = network.gateway(TestNetwork.CITY)
                .getNetwork(TestNetwork.CHANNEL)
                .getContract(TestNetwork.CHAINCODE);
    }

    @AfterAll
    void stop() throws Exception {
        network.close();
    }

    @Test
    void submitted_value_is_evaluated_afterwards() throws Exception {
        final byte[] result = contract.submitTransaction("put", "a", "one");

        assertThat(text(result)).isEqualTo("one");
        assertThat(text(contract.evaluateTransaction("get", "a"))).isEqualTo("one");
    }

    @Test
    void evaluating_a_function_that_writes_changes_nothing() throws Exception {
        contract.evaluateTransaction("put", "never", "written");

        assertThat(text(contract.evaluateTransaction("get", "never"))).isEmpty();
    }

    @Test
    void commit_status_names_code_and_block() throws Exception {
        final SubmittedTransaction submitted = contract.newProposal("put")
                .addArguments("b", "two")
                .build()
                .endorse()
                .submitAsync();

        final org.hyperledger.fabric.client.Status status = submitted.getStatus();

        assertThat(status.isSuccessful()).isTrue();
        assertThat(status.getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(status.getBlockNumber()).isPositive();
        assertThat(status.getTransactionId()).isEqualTo(submitted.getTransactionId());
    }

    @Test
    void refusal_of_the_contract_reaches_the_submitter_in_a_typed_detail() {
        final EndorseException refusal = catchThrowableOfType(
                EndorseException.class, () -> contract.submitTransaction("fail", "LIMIT: no units left"));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(refusal.getDetails()).hasSize(1);
        final ErrorDetail detail = refusal.getDetails().get(0);
        assertThat(detail.getMessage()).isEqualTo("chaincode response 500, LIMIT: no units left");
        assertThat(detail.getMspId()).isEqualTo(TestNetwork.CITY);
        assertThat(detail.getAddress()).startsWith("127.0.0.1:");
    }

    @Test
    void refusal_of_the_contract_reaches_the_evaluator_in_description_and_detail() {
        final GatewayException refusal = catchThrowableOfType(
                GatewayException.class, () -> contract.evaluateTransaction("fail", "LIMIT: no units left"));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
        assertThat(refusal.getStatus().getDescription()).contains("chaincode response 500, LIMIT: no units left");
        assertThat(refusal.getDetails().get(0).getMessage()).isEqualTo("chaincode response 500, LIMIT: no units left");
    }

    @Test
    void each_stage_can_be_signed_apart_from_the_connection() throws Exception {
        final IssuedIdentity user = network.user(TestNetwork.REGULATOR);
        final Signer signer = TestNetwork.signer(user);
        final Gateway gateway = network.offlineGateway(TestNetwork.REGULATOR, user);
        final Proposal unsigned = gateway.getNetwork(TestNetwork.CHANNEL)
                .getContract(TestNetwork.CHAINCODE)
                .newProposal("put")
                .addArguments("offline", "signed")
                .build();

        final Proposal proposal = gateway.newSignedProposal(unsigned.getBytes(), signer.sign(unsigned.getDigest()));
        final Transaction endorsed = proposal.endorse();
        final Transaction transaction =
                gateway.newSignedTransaction(endorsed.getBytes(), signer.sign(endorsed.getDigest()));
        final SubmittedTransaction submitted = transaction.submitAsync();
        final Commit commit = gateway.newSignedCommit(submitted.getBytes(), signer.sign(submitted.getDigest()));

        assertThat(commit.getStatus().isSuccessful()).isTrue();
        assertThat(text(contract.evaluateTransaction("get", "offline"))).isEqualTo("signed");
    }

    @Test
    void transient_data_reaches_the_contract_and_stays_out_of_the_transaction() throws Exception {
        final Transaction transaction = contract.newProposal("transient")
                .addArguments("secret")
                .putAllTransient(Map.of("secret", "hush-hush".getBytes(StandardCharsets.UTF_8)))
                .build()
                .endorse();

        assertThat(text(transaction.getResult())).isEqualTo("hush-hush");
        final String bytes = new String(transaction.getBytes(), StandardCharsets.ISO_8859_1);
        assertThat(bytes.split("hush-hush", -1))
                .as("the answer itself, nowhere else")
                .hasSize(2);
    }

    @Test
    void unknown_chaincode_is_a_failed_precondition_and_unknown_channel_is_unavailable() {
        final Network known = network().getNetwork(TestNetwork.CHANNEL);
        final Network unknown = network().getNetwork("nowhere");

        assertThatThrownBy(() -> known.getContract("other").evaluateTransaction("get", "a"))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("FAILED_PRECONDITION")
                .hasMessageContaining("chaincode other");
        assertThatThrownBy(() -> unknown.getContract(TestNetwork.CHAINCODE).evaluateTransaction("get", "a"))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("UNAVAILABLE")
                .hasMessageContaining("channel nowhere");
    }

    private Gateway network() {
        try {
            return network.gateway(TestNetwork.WITNESS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
