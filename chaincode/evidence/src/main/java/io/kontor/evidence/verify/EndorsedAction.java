package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/** One call of a chaincode with its endorsements, read from the bytes of a {@code Payload}. */
final class EndorsedAction {

    private static final long MILLIS = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int OK = 200;

    private final EvidenceCheck form;
    private final Header header;
    private final ChannelHeader channelHeader;
    private final SignatureHeader signatureHeader;
    private final ChaincodeActionPayload actionPayload;
    private final ProposalResponsePayload responsePayload;
    private final ChaincodeAction action;
    private final ChaincodeInvocationSpec call;

    private EndorsedAction(Payload payload, TransactionAction transactionAction, EvidenceCheck form) {
        this.form = form;
        header = payload.getHeader();
        channelHeader = StrictProto.parse(ChannelHeader.parser(), header.getChannelHeader(), form, "channel header");
        signatureHeader =
                StrictProto.parse(SignatureHeader.parser(), header.getSignatureHeader(), form, "signature header");
        actionPayload = StrictProto.parse(
                ChaincodeActionPayload.parser(), transactionAction.getPayload(), form, "action payload");
        responsePayload = StrictProto.parse(
                ProposalResponsePayload.parser(),
                actionPayload.getAction().getProposalResponsePayload(),
                form,
                "proposal response");
        action = StrictProto.parse(ChaincodeAction.parser(), responsePayload.getExtension(), form, "chaincode action");
        ChaincodeProposalPayload proposal = StrictProto.parse(
                ChaincodeProposalPayload.parser(), actionPayload.getChaincodeProposalPayload(), form, "proposal");
        call = StrictProto.parse(ChaincodeInvocationSpec.parser(), proposal.getInput(), form, "chaincode call");
        if (!transactionAction.getHeader().equals(header.getSignatureHeader())) {
            throw form.refuse("the action's header differs from the signature header");
        }
    }

    /** Reads the bytes; everything that is said twice in them must be said alike. */
    static EndorsedAction read(ByteString bytes, String channel, EvidenceCheck form) {
        Payload payload = StrictProto.parse(Payload.parser(), bytes, form, "payload");
        Transaction transaction = StrictProto.parse(Transaction.parser(), payload.getData(), form, "transaction");
        if (transaction.getActionsCount() != 1) {
            throw form.refuse("the transaction has " + transaction.getActionsCount() + " actions, must have 1");
        }
        EndorsedAction result = new EndorsedAction(payload, transaction.getActions(0), form);
        result.requireHeader(channel);
        return result;
    }

    private void requireHeader(String channel) {
        if (channelHeader.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE || channelHeader.getEpoch() != 0) {
            throw form.refuse("the type is " + channelHeader.getType() + " and the epoch " + channelHeader.getEpoch()
                    + ", must be " + HeaderType.ENDORSER_TRANSACTION_VALUE + " and 0");
        }
        if (!channelHeader.getChannelId().equals(channel)) {
            throw form.refuse("the channel is " + channelHeader.getChannelId() + ", must be " + channel);
        }
        byte[] computed = HashFunction.sha256()
                .hash(
                        signatureHeader.getNonce().toByteArray(),
                        signatureHeader.getCreator().toByteArray());
        String expected = HexFormat.of().formatHex(computed);
        if (!channelHeader.getTxId().equals(expected)) {
            throw form.refuse("the transaction id is " + channelHeader.getTxId() + ", must be " + expected);
        }
    }

    /** Checks the proposal hash and every endorsement (EVD-20, EVD-21); the organisations, each once, ascending. */
    List<String> requireEndorsements(TrustedIdentities identities, EvidenceCheck check) {
        byte[] expected = HashFunction.sha256()
                .hash(
                        header.getChannelHeader().toByteArray(),
                        header.getSignatureHeader().toByteArray(),
                        actionPayload.getChaincodeProposalPayload().toByteArray());
        if (!responsePayload.getProposalHash().equals(ByteString.copyFrom(expected))) {
            throw check.refuse("the proposal hash is "
                    + HexFormat.of().formatHex(responsePayload.getProposalHash().toByteArray()) + ", must be "
                    + HexFormat.of().formatHex(expected));
        }
        Set<String> organisations = new TreeSet<>();
        for (Endorsement endorsement : actionPayload.getAction().getEndorsementsList()) {
            String organisation = requireEndorsement(endorsement, identities, check);
            if (!organisations.add(organisation)) {
                throw check.refuse("organisation " + organisation + " endorses twice");
            }
        }
        return new ArrayList<>(organisations);
    }

    private String requireEndorsement(Endorsement endorsement, TrustedIdentities identities, EvidenceCheck check) {
        TrustedIdentities.Identity identity = identities.require(endorsement.getEndorser(), Set.of("peer"), check);
        boolean valid = identity.key()
                .verify(
                        endorsement.getSignature().toByteArray(),
                        actionPayload.getAction().getProposalResponsePayload().toByteArray(),
                        endorsement.getEndorser().toByteArray());
        if (!valid) {
            throw check.refuse("the endorsement of " + identity.mspId() + " does not verify");
        }
        return identity.mspId();
    }

    /** The arguments of the call, after checking which chaincode was called, under each of the names it is given. */
    List<ByteString> requireCallOf(String chaincode, EvidenceCheck check) {
        ChaincodeHeaderExtension extension = StrictProto.parse(
                ChaincodeHeaderExtension.parser(), channelHeader.getExtension(), check, "header extension");
        List<String> names = List.of(
                extension.getChaincodeId().getName(),
                call.getChaincodeSpec().getChaincodeId().getName(),
                action.getChaincodeId().getName());
        if (names.stream().anyMatch(name -> !name.equals(chaincode))) {
            throw check.refuse("the chaincode is " + names + ", must be " + chaincode + " everywhere");
        }
        if (action.getResponse().getStatus() != OK) {
            throw check.refuse(
                    "the chaincode answered status " + action.getResponse().getStatus() + ", must be " + OK);
        }
        return call.getChaincodeSpec().getInput().getArgsList();
    }

    /** Where the key was written that this call read; empty when it did not read it, or found nothing. */
    Optional<BlockPosition> read(String namespace, String key, EvidenceCheck check) {
        TxReadWriteSet sets = StrictProto.parse(TxReadWriteSet.parser(), action.getResults(), check, "read-write set");
        for (NsReadWriteSet set : sets.getNsRwsetList()) {
            if (set.getNamespace().equals(namespace)) {
                KVRWSet values = StrictProto.parse(KVRWSet.parser(), set.getRwset(), check, "set of " + namespace);
                return values.getReadsList().stream()
                        .filter(read -> read.getKey().equals(key) && read.hasVersion())
                        .findFirst()
                        .map(read -> position(read.getVersion(), check));
            }
        }
        return Optional.empty();
    }

    private static BlockPosition position(Version version, EvidenceCheck check) {
        try {
            return new BlockPosition(version.getBlockNum(), version.getTxNum());
        } catch (MalformedException e) {
            throw check.refuse("the read set names no position: " + e.getMessage());
        }
    }

    ByteString answer() {
        return action.getResponse().getPayload();
    }

    ByteString creator() {
        return signatureHeader.getCreator();
    }

    String transactionId() {
        return channelHeader.getTxId();
    }

    long time() {
        Timestamp time = channelHeader.getTimestamp();
        return time.getSeconds() * MILLIS + time.getNanos() / NANOS_PER_MILLI;
    }
}
