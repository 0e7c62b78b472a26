package io.kontor.devpeer.contract;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * What a run of a transaction function gave.
 *
 * @param response status, message and payload
 * @param readWriteSet what it read and would write
 * @param event its event
 * @param privateChanges what it had to do with private data
 */
public record ContractAnswer(
        Response response, KVRWSet readWriteSet, Optional<ChaincodeEvent> event, PrivateChanges privateChanges) {
    private static final int ERROR_THRESHOLD = 400;
    private static final int FAILURE = 500;

    /** Whether the function refused: its status is 400 or more. */
    public boolean refused() {
        return response.getStatus() >= ERROR_THRESHOLD;
    }

    /** A refusal with status 500. */
    public static ContractAnswer failure(final String message) {
        return new ContractAnswer(
                Response.newBuilder().setStatus(FAILURE).setMessage(message).build(),
                KVRWSet.getDefaultInstance(),
                Optional.empty(),
                PrivateChanges.NONE);
    }

    /** An answer that reads and writes no state. */
    public static ContractAnswer of(final ByteString payload) {
        return new ContractAnswer(
                Response.newBuilder().setStatus(200).setPayload(payload).build(),
                KVRWSet.getDefaultInstance(),
                Optional.empty(),
                PrivateChanges.NONE);
    }
}
