package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.action;
import static io.kontor.devpeer.Clients.endorsed;
import static io.kontor.devpeer.Clients.envelope;
import static io.kontor.devpeer.Clients.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** qscc and cscc (DEV-16), the form of blocks (DEV-9) and of block 0 (DEV-7), checked apart from the code under test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SystemChaincodeTest {
    private TestNetwork peers;
    private Network network;
    private Contract contract;
    private Contract queries;

    @BeforeAll
    void start(@TempDir final Path folder) throws Exception {
        peers = TestNetwork.withOneContract(folder);
        network = peers.gateway(TestNetwork.CITY).getNetwork(TestNetwork.CHANNEL);
        contract = network.getContract(TestNetwork.CHAINCODE);
        queries = network.getContract("qscc");
    }

    @AfterAll
    void stop() {
        peers.close();
    }

    @Test
    void blocks_form_a_hash_chain_as_fabric_computes_it() throws Exception {
        put(contract, "a", "x");
        put(contract, "b", "x");
        final BlockchainInfo info = BlockchainInfo.parseFrom(evaluate("GetChainInfo"));

        byte[] previous = {};
        for (long number = 0; number < info.getHeight(); number++) {
            final Block block = block(number);
            assertThat(block.getHeader().getPreviousHash().toByteArray()).isEqualTo(previous);
            final MessageDigest data = MessageDigest.getInstance("SHA-256");
            block.getData().getDataList().forEach(envelope -> data.update(envelope.toByteArray()));
            assertThat(block.getHeader().getDataHash().toByteArray()).isEqualTo(data.digest());
            previous = MessageDigest.getInstance("SHA-256").digest(header(block));
        }
        assertThat(info.getCurrentBlockHash().toByteArray()).isEqualTo(previous);
        assertThat(Block.parseFrom(queries.evaluateTransaction("GetBlockByHash", CHANNEL, previous))
                        .getHeader()
                        .getNumber())
                .isEqualTo(info.getHeight() - 1);
    }

    @Test
    void every_block_is_signed_by_the_one_consenter_that_block_0_names() throws Exception {
        put(contract, "c", "x");
        final Consenter consenter = Orderers.parseFrom(configuration()
                        .getGroupsOrThrow("Orderer")
                        .getValuesOrThrow("Orderers")
                        .getValue())
                .getConsenterMapping(0);
        final ByteString identity = SerializedIdentity.newBuilder()
                .setMspid(consenter.getMspId())
                .setIdBytes(consenter.getIdentity())
                .build()
                .toByteString();
        final Block block = block(peers.peer().height() - 1);
        final Metadata metadata = Metadata.parseFrom(block.getMetadata().getMetadata(0));

        assertThat(metadata.getSignaturesCount()).isEqualTo(1);
        final ByteString identifier = metadata.getSignatures(0).getIdentifierHeader();
        assertThat(IdentifierHeader.parseFrom(identifier).getIdentifier()).isEqualTo(consenter.getId());
        assertThat(metadata.getSignatures(0).getSignatureHeader()).isEmpty();
        assertThat(Signatures.verifies(
                        identity,
                        metadata.getSignatures(0).getSignature(),
                        metadata.getValue(),
                        identifier,
                        ByteString.copyFrom(header(block))))
                .isTrue();
        assertThat(OrdererBlockMetadata.parseFrom(metadata.getValue())
                        .getLastConfig()
                        .getIndex())
                .isZero();
    }

    @Test
    void block_0_holds_the_organisations_roots_and_says_that_this_is_a_development_ledger() throws Exception {
        final ConfigGroup channel = configuration();

        for (final String mspId : List.of(TestNetwork.CITY, TestNetwork.REGULATOR, TestNetwork.WITNESS)) {
            final MSPConfig membership = MSPConfig.parseFrom(channel.getGroupsOrThrow("Application")
                    .getGroupsOrThrow(mspId)
                    .getValuesOrThrow("MSP")
                    .getValue());
            final FabricMSPConfig config = FabricMSPConfig.parseFrom(membership.getConfig());
            assertThat(config.getName()).isEqualTo(mspId);
            assertThat(config.getRootCerts(0).toStringUtf8())
                    .isEqualTo(peers.authority(mspId).enrolmentRoot().certificatePem());
            assertThat(config.getTlsRootCerts(0).toStringUtf8())
                    .isEqualTo(peers.authority(mspId).tlsRoot().certificatePem());
        }
        assertThat(channel.getValuesOrThrow("DevelopmentLedger").getValue().toStringUtf8())
                .contains("\"kind\":\"development ledger\"")
                .contains("\"chaincode\":\"" + TestNetwork.CHAINCODE + "\"")
                .contains("nothing here is independently endorsed");
    }

    @Test
    void status_of_a_transaction_is_endorsed_by_every_organisation_named() throws Exception {
        final Transaction transaction = endorsed(contract, "put", "d", "x");
        transaction.submitAsync().getStatus();

        final Transaction status = queries.newProposal("GetTransactionByID")
                .addArguments(TestNetwork.CHANNEL, transaction.getTransactionId())
                .setEndorsingOrganizations(TestNetwork.CITY, TestNetwork.REGULATOR, TestNetwork.WITNESS)
                .build()
                .endorse();

        final ProcessedTransaction processed = ProcessedTransaction.parseFrom(status.getResult());
        assertThat(processed.getValidationCode()).isEqualTo(TxValidationCode.VALID_VALUE);
        final Envelope envelope = processed.getTransactionEnvelope();
        assertThat(ChannelHeader.parseFrom(Payload.parseFrom(envelope.getPayload())
                                .getHeader()
                                .getChannelHeader())
                        .getTxId())
                .isEqualTo(transaction.getTransactionId());
        final ChaincodeEndorsedAction action = action(envelope(status)).getAction();
        assertThat(action.getEndorsementsList()).hasSize(3);
        for (final Endorsement endorsement : action.getEndorsementsList()) {
            assertThat(Signatures.verifies(
                            endorsement.getEndorser(),
                            endorsement.getSignature(),
                            action.getProposalResponsePayload(),
                            endorsement.getEndorser()))
                    .isTrue();
        }
        final ChaincodeAction result =
                ChaincodeAction.parseFrom(ProposalResponsePayload.parseFrom(action.getProposalResponsePayload())
                        .getExtension());
        assertThat(result.getChaincodeId().getName()).isEqualTo("qscc");
        assertThat(result.getResponse().getPayload()).isEqualTo(ByteString.copyFrom(status.getResult()));
    }

    @Test
    void block_of_a_transaction_is_found_and_unknown_ids_are_refused() throws Exception {
        final Transaction transaction = endorsed(contract, "put", "e", "x");
        final long number = transaction.submitAsync().getStatus().getBlockNumber();

        assertThat(Block.parseFrom(evaluate("GetBlockByTxID", transaction.getTransactionId()))
                        .getHeader()
                        .getNumber())
                .isEqualTo(number);
        assertThatThrownBy(() -> evaluate("GetTransactionByID", "00"))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("no such transaction ID [00]");
        assertThatThrownBy(() -> evaluate("GetBlockByNumber", "999999"))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("no such block number [999999]");
    }

    /** DEV-21. */
    @Test
    void functions_and_chaincodes_that_are_not_provided_are_refused_by_name() {
        assertThatThrownBy(() -> evaluate("GetSnapshot", "x")).hasMessageContaining("qscc.GetSnapshot is not provided");
        assertThatThrownBy(() -> network.getContract("cscc").evaluateTransaction("JoinChain", TestNetwork.CHANNEL))
                .hasMessageContaining("cscc.JoinChain is not provided");
        assertThatThrownBy(() -> network.getContract("_lifecycle")
                        .evaluateTransaction("QueryChaincodeDefinitions", TestNetwork.CHANNEL))
                .hasMessageContaining("FAILED_PRECONDITION")
                .hasMessageContaining("chaincode _lifecycle is not provided");
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;
    private static final byte[] CHANNEL = TestNetwork.CHANNEL.getBytes(UTF_8);

    private byte[] evaluate(final String function, final String... arguments) throws GatewayException {
        return queries.newProposal(function)
                .addArguments(TestNetwork.CHANNEL)
                .addArguments(arguments)
                .build()
                .evaluate();
    }

    private Block block(final long number) throws Exception {
        return Block.parseFrom(evaluate("GetBlockByNumber", String.valueOf(number)));
    }

    private ConfigGroup configuration() throws Exception {
        final Block block =
                Block.parseFrom(network.getContract("cscc").evaluateTransaction("GetConfigBlock", TestNetwork.CHANNEL));
        final Payload payload =
                Payload.parseFrom(Envelope.parseFrom(block.getData().getData(0)).getPayload());
        return ConfigEnvelope.parseFrom(payload.getData()).getConfig().getChannelGroup();
    }

    /** Encoded by hand, and read back by Bouncy Castle. */
    private static byte[] header(final Block block) throws Exception {
        final byte[] number =
                java.math.BigInteger.valueOf(block.getHeader().getNumber()).toByteArray();
        final java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        append(body, 2, number);
        append(body, 4, block.getHeader().getPreviousHash().toByteArray());
        append(body, 4, block.getHeader().getDataHash().toByteArray());
        final java.io.ByteArrayOutputStream sequence = new java.io.ByteArrayOutputStream();
        append(sequence, 0x30, body.toByteArray());
        final ASN1Sequence parsed = ASN1Sequence.getInstance(sequence.toByteArray());
        assertThat(ASN1Integer.getInstance(parsed.getObjectAt(0)).longValueExact())
                .isEqualTo(block.getHeader().getNumber());
        assertThat(ASN1OctetString.getInstance(parsed.getObjectAt(2)).getOctets())
                .isEqualTo(block.getHeader().getDataHash().toByteArray());
        return sequence.toByteArray();
    }

    private static void append(final java.io.ByteArrayOutputStream out, final int tag, final byte[] content) {
        out.write(tag);
        out.write(content.length);
        out.writeBytes(content);
    }
}
