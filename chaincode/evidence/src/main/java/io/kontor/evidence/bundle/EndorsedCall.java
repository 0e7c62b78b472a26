package io.kontor.evidence.bundle;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.model.id.Checks;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/**
 * A call that organisations endorsed, submitted or not.
 *
 * @param attestedBy organisations whose endorsements it holds, ascending
 * @param payload its {@code Payload}, base64
 */
public record EndorsedCall(List<String> attestedBy, String payload) {

    public EndorsedCall {
        attestedBy = Checks.ids("attesting organisations", attestedBy);
        Checks.ascending("attesting organisations", attestedBy);
        Checks.base64("endorsed call", payload, EvidenceBundle.MAX_BYTES);
    }

    /**
     * The call with the organisations that its endorsements name; bytes that are no endorsed call name none, and no verifier
     * accepts them.
     */
    public static EndorsedCall of(byte[] payload) {
        return new EndorsedCall(organisations(payload), Base64.getEncoder().encodeToString(payload));
    }

    private static List<String> organisations(byte[] payload) {
        TreeSet<String> names = new TreeSet<>();
        try {
            Transaction transaction =
                    Transaction.parseFrom(Payload.parseFrom(payload).getData());
            for (TransactionAction action : transaction.getActionsList()) {
                ChaincodeActionPayload endorsed = ChaincodeActionPayload.parseFrom(action.getPayload());
                for (Endorsement endorsement : endorsed.getAction().getEndorsementsList()) {
                    names.add(SerializedIdentity.parseFrom(endorsement.getEndorser())
                            .getMspid());
                }
            }
            return List.copyOf(names);
        } catch (InvalidProtocolBufferException e) {
            return List.of(); // as promised: no endorsed call, so nobody endorsed it
        }
    }

    /** The payload's bytes. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(payload);
    }
}
