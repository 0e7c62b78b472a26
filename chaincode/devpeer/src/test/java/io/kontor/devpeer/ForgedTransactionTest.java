package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.committed;
import static io.kontor.devpeer.Clients.endorsed;
import static io.kontor.devpeer.Clients.evaluated;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kontor.crypto.pki.IssuedIdentity;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A client that changes what was endorsed and signs it well gains nothing (DEV-10, DEV-12). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTransactionTest {
    private TestNetwork peers;
    private IssuedIdentity user;
    private Gateway gateway;
    private Contract contract;

    @BeforeAll
    void start(@TempDir final Path folder) throws Exception {
        peers = TestNetwork.withOneContract(folder);
        user = peers.user(TestNetwork.CITY);
        gateway = peers.gateway(TestNetwork.CITY, user);
        contract = gateway.getNetwork(TestNetwork.CHANNEL).getContract(TestNetwork.CHAINCODE);
    }

    @AfterAll
    void stop() {
        peers.close();
    }

    @Test
    void rebuilt_without_a_change_it_is_valid() throws Exception {
        assertThat(codeOf("same", action -> action)).isEqualTo(TxValidationCode.VALID);
        assertThat(evaluated(contract, "get", "same")).isEqualTo("honest");
    }

    @Test
    void changed_write_set_loses_its_endorsements() throws Exception {
        assertThat(codeOf("more", ForgedTransactionTest::withForgedWrite))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(evaluated(contract, "get", "more")).isEmpty();
    }

    @Test
    void one_endorsement_twice_counts_once() throws Exception {
        assertThat(codeOf("twice", action -> {
                    final Endorsement first = action.getAction().getEndorsements(0);
                    return withEndorsements(action, List.of(first, first));
                }))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void endorsement_by_a_client_of_an_organisation_is_none_by_its_peer() throws Exception {
        final IssuedIdentity client = peers.user(TestNetwork.REGULATOR);
        final ByteString identity = org.hyperledger.fabric.protos.msp.SerializedIdentity.newBuilder()
                .setMspid(TestNetwork.REGULATOR)
                .setIdBytes(ByteString.copyFromUtf8(client.certificatePem()))
                .build()
                .toByteString();

        assertThat(codeOf("client", action -> {
                    final ByteString message =
                            action.getAction().getProposalResponsePayload().concat(identity);
                    final Endorsement own = Endorsement.newBuilder()
                            .setEndorser(identity)
                            .setSignature(ByteString.copyFrom(sign(client, message)))
                            .build();
                    return withEndorsements(action, List.of(action.getAction().getEndorsements(0), own));
                }))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void endorsements_that_do_not_verify_beside_enough_good_ones_do_no_harm() throws Exception {
        assertThat(codeOf("surplus", action -> {
                    final Endorsement broken = action.getAction().getEndorsements(0).toBuilder()
                            .setSignature(ByteString.copyFromUtf8("no signature"))
                            .build();
                    final ChaincodeEndorsedAction.Builder with = action.getAction().toBuilder();
                    return action.toBuilder()
                            .setAction(with.addEndorsements(broken))
                            .build();
                }))
                .isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void other_arguments_than_the_endorsed_ones_do_not_fit_the_proposal_hash() throws Exception {
        assertThat(codeOf(
                        "arguments",
                        action -> action.toBuilder()
                                .setChaincodeProposalPayload(action.getChaincodeProposalPayload()
                                        .concat(ByteString.copyFrom(new byte[] {0x1a, 0})))
                                .build()))
                .isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
    }

    @Test
    void second_action_makes_the_whole_transaction_invalid() throws Exception {
        final Transaction honest = endorsed(contract, "put", "two-actions", "honest");
        final Transaction forged = signed(
                honest,
                payload -> payload.toBuilder()
                        .setData(payload.getData().concat(payload.getData()))
                        .build());

        assertThat(committed(forged)).isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
        assertThat(committed(honest)).as("its id is taken").isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION);
        assertThat(evaluated(contract, "get", "two-actions")).isEmpty();
    }

    private TxValidationCode codeOf(final String key, final UnaryOperator<ChaincodeActionPayload> change)
            throws Exception {
        final Transaction honest = endorsed(contract, "put", key, "honest");
        return committed(signed(honest, payload -> withAction(payload, change)));
    }

    private Transaction signed(final Transaction honest, final UnaryOperator<Payload> change) throws Exception {
        final PreparedTransaction prepared = PreparedTransaction.parseFrom(honest.getBytes());
        final Payload payload =
                change.apply(Payload.parseFrom(prepared.getEnvelope().getPayload()));
        final PreparedTransaction changed = prepared.toBuilder()
                .setEnvelope(Envelope.newBuilder().setPayload(payload.toByteString()))
                .build();
        return gateway.newSignedTransaction(changed.toByteArray(), sign(user, payload.toByteString()));
    }

    private static Payload withAction(final Payload payload, final UnaryOperator<ChaincodeActionPayload> change) {
        try {
            final org.hyperledger.fabric.protos.peer.Transaction transaction =
                    org.hyperledger.fabric.protos.peer.Transaction.parseFrom(payload.getData());
            final ChaincodeActionPayload action =
                    ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
            final org.hyperledger.fabric.protos.peer.Transaction.Builder changed = transaction.toBuilder();
            changed.getActionsBuilder(0).setPayload(change.apply(action).toByteString());
            return payload.toBuilder().setData(changed.build().toByteString()).build();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static ChaincodeActionPayload withEndorsements(
            final ChaincodeActionPayload action, final List<Endorsement> endorsements) {
        return action.toBuilder()
                .setAction(action.getAction().toBuilder().clearEndorsements().addAllEndorsements(endorsements))
                .build();
    }

    private static ChaincodeActionPayload withForgedWrite(final ChaincodeActionPayload action) {
        try {
            final ProposalResponsePayload response =
                    ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload());
            final ChaincodeAction result = ChaincodeAction.parseFrom(response.getExtension());
            final KVRWSet forged = KVRWSet.newBuilder()
                    .addWrites(KVWrite.newBuilder().setKey("more").setValue(ByteString.copyFromUtf8("forged")))
                    .build();
            final TxReadWriteSet set = TxReadWriteSet.newBuilder()
                    .addNsRwset(NsReadWriteSet.newBuilder()
                            .setNamespace(TestNetwork.CHAINCODE)
                            .setRwset(forged.toByteString()))
                    .build();
            final ProposalResponsePayload changed = response.toBuilder()
                    .setExtension(result.toBuilder()
                            .setResults(set.toByteString())
                            .build()
                            .toByteString())
                    .build();
            return action.toBuilder()
                    .setAction(action.getAction().toBuilder().setProposalResponsePayload(changed.toByteString()))
                    .build();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sign(final IssuedIdentity signer, final ByteString message) {
        try {
            return TestNetwork.signer(signer)
                    .sign(MessageDigest.getInstance("SHA-256").digest(message.toByteArray()));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
