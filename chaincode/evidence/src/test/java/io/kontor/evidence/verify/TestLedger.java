package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.evidence.trust.Definition;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.LedgerKind;
import io.kontor.evidence.trust.Ordering;
import io.kontor.evidence.trust.OrganisationKind;
import io.kontor.evidence.trust.Rule;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustedOrganisation;
import io.kontor.model.id.Digest32;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/** Organisations with real keys that endorse whatever a test asks them to, as peers of a real network do byte for byte. */
final class TestLedger {

    static final String CHANNEL = "federation";
    static final String CHAINCODE = "kontor";
    static final long TIME = 1_795_190_405_000L;

    static final BlockPosition DEFINED_AT = new BlockPosition(1, 0);

    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final long MILLIS = 1_000;

    private final List<OrganisationAuthority> authorities = new ArrayList<>();
    private final List<IssuedIdentity> peers = new ArrayList<>();
    private final IssuedIdentity client;
    private final TestBlocks blocks;
    private int nonce;

    TestLedger(String... mspIds) {
        for (String mspId : mspIds) {
            OrganisationAuthority authority = OrganisationAuthority.create(mspId, mspId);
            authorities.add(authority);
            peers.add(authority.issue(CertificateRequest.enrolment("peer", "peer")));
        }
        client = authorities.get(0).issue(CertificateRequest.enrolment("connector", "client"));
        blocks = new TestBlocks(authorities);
    }

    TrustFile trust(LedgerKind kind) {
        List<TrustedOrganisation> organisations =
                authorities.stream().map(TestLedger::trusted).toList();
        if (kind == LedgerKind.DEVELOPMENT) {
            return TrustFile.development(CHANNEL, CHAINCODE, organisations);
        }
        Rule majority = Rule.majorityOfPeers(
                authorities.stream().map(OrganisationAuthority::mspId).toList());
        Epoch epoch =
                new Epoch(0, Digest32.ZERO, organisations, majority, Optional.of(Ordering.of(blocks.consenters())));
        return new TrustFile(
                kind,
                CHANNEL,
                CHAINCODE,
                List.of(epoch),
                List.of(new Definition(DEFINED_AT, 1, "0.1.0", Optional.empty())),
                List.of(),
                majority);
    }

    /** Orderers of the same organisations. */
    TestBlocks blocks() {
        return blocks;
    }

    private static TrustedOrganisation trusted(OrganisationAuthority authority) {
        return new TrustedOrganisation(
                authority.mspId(), List.of(authority.enrolmentRoot().certificatePem()), "F", OrganisationKind.OPERATOR);
    }

    OrganisationAuthority authority(int index) {
        return authorities.get(index);
    }

    /** How one endorsed call deviates from an honest one; each step may change what it is given. */
    static class Script {
        String channel = CHANNEL;
        List<Integer> endorsers = List.of(0, 1, 2);
        int status = 200;
        int type = HeaderType.ENDORSER_TRANSACTION_VALUE;
        UnaryOperator<ByteString> proposalHash = hash -> hash;
        UnaryOperator<String> transactionId = id -> id;
        UnaryOperator<Endorsement> endorsement = one -> one;
        UnaryOperator<Payload.Builder> payload = builder -> builder;
        UnaryOperator<ByteString> signature = bytes -> bytes;
        IssuedIdentity creator;
        final String creatorMsp;
        List<IssuedIdentity> otherPeers = List.of();
        BlockPosition definedAt = DEFINED_AT;
        Optional<BlockPosition> headAt = Optional.empty();

        Script(String creatorMsp, IssuedIdentity creator) {
            this.creatorMsp = creatorMsp;
            this.creator = creator;
        }
    }

    Script honest() {
        return new Script(authorities.get(0).mspId(), client);
    }

    /** The payload of an endorsed call. */
    Payload endorsed(Script script, String chaincode, List<String> arguments, byte[] answer) {
        ByteString creator = identity(script.creatorMsp, script.creator);
        ByteString nonceBytes = ByteString.copyFromUtf8("nonce " + nonce++);
        ByteString signatureHeader = SignatureHeader.newBuilder()
                .setCreator(creator)
                .setNonce(nonceBytes)
                .build()
                .toByteString();
        String id = HexFormat.of().formatHex(SUITE.digest(nonceBytes.toByteArray(), creator.toByteArray()));
        ByteString channelHeader = channelHeader(script, chaincode, script.transactionId.apply(id));
        ByteString proposal = proposal(chaincode, arguments);
        ByteString hash = ByteString.copyFrom(
                SUITE.digest(channelHeader.toByteArray(), signatureHeader.toByteArray(), proposal.toByteArray()));
        ByteString response = response(script, chaincode, script.proposalHash.apply(hash), answer);
        ChaincodeEndorsedAction.Builder action =
                ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(response);
        for (int endorser : script.endorsers) {
            IssuedIdentity peer = script.otherPeers.isEmpty() ? peers.get(endorser) : script.otherPeers.get(endorser);
            action.addEndorsements(
                    script.endorsement.apply(endorse(authorities.get(endorser).mspId(), peer, response)));
        }
        ByteString actionPayload = ChaincodeActionPayload.newBuilder()
                .setChaincodeProposalPayload(proposal)
                .setAction(action)
                .build()
                .toByteString();
        Transaction transaction = Transaction.newBuilder()
                .addActions(TransactionAction.newBuilder()
                        .setHeader(signatureHeader)
                        .setPayload(actionPayload))
                .build();
        Header header = Header.newBuilder()
                .setChannelHeader(channelHeader)
                .setSignatureHeader(signatureHeader)
                .build();
        return script.payload
                .apply(Payload.newBuilder().setHeader(header).setData(transaction.toByteString()))
                .build();
    }

    /** An envelope of the payload, signed by the script's creator. */
    Envelope envelope(Script script, Payload payload) {
        byte[] bytes = payload.toByteArray();
        ByteString signature = ByteString.copyFrom(sign(script.creator, bytes));
        return Envelope.newBuilder()
                .setPayload(ByteString.copyFrom(bytes))
                .setSignature(script.signature.apply(signature))
                .build();
    }

    static String transactionId(Payload payload) {
        try {
            return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader())
                    .getTxId();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sign(IssuedIdentity identity, byte[]... message) {
        return SUITE.signingKey(identity.privateKey().getEncoded()).sign(message);
    }

    static ByteString identity(String mspId, IssuedIdentity identity) {
        return SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(ByteString.copyFromUtf8(identity.certificatePem()))
                .build()
                .toByteString();
    }

    private static Endorsement endorse(String mspId, IssuedIdentity peer, ByteString response) {
        ByteString endorser = identity(mspId, peer);
        byte[] signature = sign(peer, response.toByteArray(), endorser.toByteArray());
        return Endorsement.newBuilder()
                .setEndorser(endorser)
                .setSignature(ByteString.copyFrom(signature))
                .build();
    }

    private static ByteString channelHeader(Script script, String chaincode, String transactionId) {
        return ChannelHeader.newBuilder()
                .setType(script.type)
                .setTimestamp(Timestamp.newBuilder().setSeconds(TIME / MILLIS))
                .setChannelId(script.channel)
                .setTxId(transactionId)
                .setExtension(ChaincodeHeaderExtension.newBuilder()
                        .setChaincodeId(ChaincodeID.newBuilder().setName(chaincode))
                        .build()
                        .toByteString())
                .build()
                .toByteString();
    }

    private static ByteString proposal(String chaincode, List<String> arguments) {
        ChaincodeInput.Builder input = ChaincodeInput.newBuilder();
        arguments.forEach(argument -> input.addArgs(ByteString.copyFrom(argument, StandardCharsets.UTF_8)));
        ChaincodeSpec spec = ChaincodeSpec.newBuilder()
                .setChaincodeId(ChaincodeID.newBuilder().setName(chaincode))
                .setInput(input)
                .build();
        return ChaincodeProposalPayload.newBuilder()
                .setInput(ChaincodeInvocationSpec.newBuilder()
                        .setChaincodeSpec(spec)
                        .build()
                        .toByteString())
                .build()
                .toByteString();
    }

    private static ByteString response(Script script, String chaincode, ByteString hash, byte[] answer) {
        ChaincodeAction action = ChaincodeAction.newBuilder()
                .setResults(chaincode.equals("qscc") ? ByteString.EMPTY : readSet(script))
                .setResponse(Response.newBuilder().setStatus(script.status).setPayload(ByteString.copyFrom(answer)))
                .setChaincodeId(ChaincodeID.newBuilder().setName(chaincode))
                .build();
        return ProposalResponsePayload.newBuilder()
                .setProposalHash(hash)
                .setExtension(action.toByteString())
                .build()
                .toByteString();
    }

    private static ByteString readSet(Script script) {
        TxReadWriteSet.Builder sets = TxReadWriteSet.newBuilder()
                .addNsRwset(set("_lifecycle", "namespaces/fields/kontor/Sequence", script.definedAt));
        script.headAt.ifPresent(at -> sets.addNsRwset(set(CHAINCODE, "head/log-1", at)));
        return sets.build().toByteString();
    }

    private static NsReadWriteSet set(String namespace, String key, BlockPosition at) {
        Version version = Version.newBuilder()
                .setBlockNum(at.block())
                .setTxNum(at.transaction())
                .build();
        KVRWSet reads = KVRWSet.newBuilder()
                .addReads(KVRead.newBuilder().setKey(key).setVersion(version))
                .build();
        return NsReadWriteSet.newBuilder()
                .setNamespace(namespace)
                .setRwset(reads.toByteString())
                .build();
    }
}
