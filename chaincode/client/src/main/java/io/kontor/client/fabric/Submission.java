package io.kontor.client.fabric;

import com.google.protobuf.ByteString;
import io.grpc.Deadline;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** One try of a transaction: endorse, submit, wait for the commit; an unknown outcome is asked for before it is given up. */
final class Submission {
    private static final int STATUS_TRIES = 5;

    private final FabricConnection connection;
    private final Gateway gateway;
    private final Contract contract;
    private final Backoff backoff;

    Submission(FabricConnection connection, Gateway gateway, Contract contract, Backoff backoff) {
        this.connection = connection;
        this.gateway = gateway;
        this.contract = contract;
        this.backoff = backoff;
    }

    /**
     * A function with its argument.
     *
     * @param function function
     * @param arguments in the proposal, and so in the block
     * @param confidential transient data, in no block (CNF-5)
     */
    record Call(String function, List<String> arguments, Map<String, byte[]> confidential) {
        static Call open(String function, JsonObject argument) {
            return new Call(function, List.of(argument.toString()), Map.of());
        }

        static Call confidential(String function, JsonObject argument) {
            return new Call(function, List.of(), Map.of("argument", CanonicalJson.bytes(argument)));
        }
    }

    CommittedTransaction run(Call call) {
        String function = call.function();
        Transaction transaction;
        try {
            transaction = contract.newProposal(function)
                    .addArguments(call.arguments().toArray(String[]::new))
                    .putAllTransient(call.confidential())
                    .build()
                    .endorse();
        } catch (EndorseException e) {
            throw GatewayErrors.ofEndorsement(function, e, connection.mspId());
        }
        Status status = commit(function, transaction);
        if (!status.isSuccessful()) {
            throw invalid(function, status);
        }
        String answer = new String(transaction.getResult(), StandardCharsets.UTF_8);
        return new CommittedTransaction(
                transaction.getTransactionId(), status.getBlockNumber(), CanonicalJson.parse(answer));
    }

    /** While too few orderers take the transaction it is handed over again: the same one, of which the ledger takes one (NET-9). */
    private Status commit(String function, Transaction transaction) {
        Deadline until = after(connection.limits().commit());
        for (int attempt = 1; ; attempt++) {
            try {
                return handOver(transaction, until).getStatus(options -> options.withDeadline(until));
            } catch (SubmitException e) {
                if (!GatewayErrors.notOrdered(e) || until.isExpired() || !backoff.await(attempt)) {
                    return resolve(function, transaction.getTransactionId(), e, until);
                }
            } catch (CommitStatusException e) {
                return resolve(function, transaction.getTransactionId(), e, until);
            }
        }
    }

    private SubmittedTransaction handOver(Transaction transaction, Deadline until) throws SubmitException {
        Deadline answered = after(connection.limits().endorse()).minimum(until);
        return transaction.submitAsync(options -> options.withDeadline(answered));
    }

    private static Deadline after(Duration wait) {
        return Deadline.after(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Neither a failed submit nor a failed wait says that nothing was committed: ask for the status by transaction id. */
    private Status resolve(String function, String transactionId, GatewayException cause, Deadline until) {
        GatewayException last = cause;
        for (int attempt = 1; attempt <= STATUS_TRIES && !until.isExpired() && backoff.await(attempt); attempt++) {
            try {
                return gateway.newCommit(statusRequest(transactionId))
                        .getStatus(options -> options.withDeadline(until));
            } catch (CommitStatusException e) {
                last = e;
            }
        }
        throw new LedgerUnknownException(
                transactionId,
                "Cannot learn outcome of " + function + " in transaction " + transactionId + ": "
                        + GatewayErrors.describe(last),
                last);
    }

    /** Waits until the peer knows the transaction, whatever became of it. */
    void await(String transactionId) {
        try {
            gateway.newCommit(statusRequest(transactionId)).getStatus();
        } catch (CommitStatusException e) {
            throw new LedgerUnknownException(
                    transactionId,
                    "Cannot wait for transaction " + transactionId + ": " + GatewayErrors.describe(e),
                    e);
        }
    }

    private byte[] statusRequest(String transactionId) {
        SerializedIdentity identity = SerializedIdentity.newBuilder()
                .setMspid(connection.mspId())
                .setIdBytes(ByteString.copyFrom(gateway.getIdentity().getCredentials()))
                .build();
        CommitStatusRequest request = CommitStatusRequest.newBuilder()
                .setChannelId(connection.channel())
                .setTransactionId(transactionId)
                .setIdentity(identity.toByteString())
                .build();
        return SignedCommitStatusRequest.newBuilder()
                .setRequest(request.toByteString())
                .build()
                .toByteArray();
    }

    private static RuntimeException invalid(String function, Status status) {
        TxValidationCode code = status.getCode();
        String message = "Cannot commit " + function + ": transaction " + status.getTransactionId() + " is " + code;
        return switch (code) {
            case MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT, ENDORSEMENT_POLICY_FAILURE ->
                new LedgerConflictException(message, null);
            default -> new LedgerUnavailableException(message, null);
        };
    }
}
