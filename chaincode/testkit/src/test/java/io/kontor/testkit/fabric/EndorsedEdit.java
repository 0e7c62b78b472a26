package io.kontor.testkit.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.evidence.bundle.EndorsedCall;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** Forges parts of an endorsed call that real peers signed. */
final class EndorsedEdit {

    private EndorsedEdit() {}

    static EndorsedCall endorsements(EndorsedCall call, UnaryOperator<List<Endorsement>> change) {
        return edit(call, action -> {
            List<Endorsement> changed = change.apply(action.getEndorsementsList());
            return action.toBuilder()
                    .clearEndorsements()
                    .addAllEndorsements(changed)
                    .build();
        });
    }

    static EndorsedCall answer(EndorsedCall call, UnaryOperator<ByteString> change) {
        return edit(call, action -> {
            try {
                ProposalResponsePayload payload =
                        ProposalResponsePayload.parseFrom(action.getProposalResponsePayload());
                ChaincodeAction answered = ChaincodeAction.parseFrom(payload.getExtension());
                ChaincodeAction other = answered.toBuilder()
                        .setResponse(answered.getResponse().toBuilder()
                                .setPayload(change.apply(answered.getResponse().getPayload())))
                        .build();
                return action.toBuilder()
                        .setProposalResponsePayload(payload.toBuilder()
                                .setExtension(other.toByteString())
                                .build()
                                .toByteString())
                        .build();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The same endorsements, the first by a certificate of another authority of the same name. */
    static List<Endorsement> withForeignCertificate(List<Endorsement> all) {
        try {
            SerializedIdentity own = SerializedIdentity.parseFrom(all.get(0).getEndorser());
            IssuedIdentity foreign = OrganisationAuthority.create(own.getMspid(), own.getMspid())
                    .issue(CertificateRequest.enrolment("peer0", "peer"));
            ByteString endorser = own.toBuilder()
                    .setIdBytes(ByteString.copyFromUtf8(foreign.certificatePem()))
                    .build()
                    .toByteString();
            List<Endorsement> changed = new ArrayList<>(all);
            changed.set(0, all.get(0).toBuilder().setEndorser(endorser).build());
            return changed;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same status with the code of a read conflict. */
    static ByteString invalid(ByteString processed) {
        try {
            return ProcessedTransaction.parseFrom(processed).toBuilder()
                    .setValidationCode(11)
                    .build()
                    .toByteString();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EndorsedCall edit(EndorsedCall call, UnaryOperator<ChaincodeEndorsedAction> change) {
        try {
            Payload payload = Payload.parseFrom(call.bytes());
            Transaction transaction = Transaction.parseFrom(payload.getData());
            ChaincodeActionPayload action =
                    ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
            ChaincodeActionPayload changed = action.toBuilder()
                    .setAction(change.apply(action.getAction()))
                    .build();
            Transaction.Builder forged = transaction.toBuilder();
            forged.getActionsBuilder(0).setPayload(changed.toByteString());
            byte[] bytes = payload.toBuilder()
                    .setData(forged.build().toByteString())
                    .build()
                    .toByteArray();
            return new EndorsedCall(call.attestedBy(), Base64.getEncoder().encodeToString(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
