package io.kontor.client.fabric;

import io.grpc.Status;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.model.rejection.Rejection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.TransactionException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.jspecify.annotations.Nullable;

/** Turns what the gateway protocol reports before a submission into the client's outcomes. */
final class GatewayErrors {

    private GatewayErrors() {}

    static LedgerException of(String function, GatewayException error) {
        Optional<Rejection> rejection = rejection(error);
        if (rejection.isPresent()) {
            return new LedgerRejectedException(rejection.get());
        }
        String text = describe(error);
        String message = "Cannot run " + function + ": " + text;
        return retryable(error, text)
                ? new LedgerConflictException(message, error)
                : new LedgerUnavailableException(message, error);
    }

    /**
     * What a failed endorsement means. The own peer runs a proposal first: where it agreed and another organisation's refuses, that one may
     * lag behind, and the next try meets it at the same height (NET-10).
     */
    static LedgerException ofEndorsement(String function, EndorseException error, String ownMspId) {
        LedgerException outcome = of(function, error);
        boolean refusedElsewhere = outcome instanceof LedgerRejectedException
                && !error.getDetails().isEmpty()
                && error.getDetails().stream()
                        .noneMatch(detail -> detail.getMspId().equals(ownMspId));
        return refusedElsewhere
                ? new LedgerConflictException("Cannot run " + function + ": " + describe(error), error)
                : outcome;
    }

    /** Each organisation's own message; on a query the status carries it. */
    private static Optional<Rejection> rejection(GatewayException error) {
        return Stream.concat(
                        error.getDetails().stream().map(ErrorDetail::getMessage),
                        Stream.ofNullable(error.getStatus().getDescription()))
                .map(Rejection::parse)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A race between peers or a full gateway goes away by itself; anything else does not. */
    private static boolean retryable(GatewayException error, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("proposalresponsepayloads do not match")
                || lower.contains("no combination of peers")
                || lower.contains("too many requests")
                || error.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
    }

    /** Whether the call never came to an end at the peer; before a submission it may be made at another. */
    static boolean lostPeer(@Nullable Throwable cause) {
        return cause instanceof GatewayException error
                && (error instanceof EndorseException || !(error instanceof TransactionException))
                && error.getDetails().isEmpty()
                && error.getStatus().getCode() == Status.Code.UNAVAILABLE;
    }

    /**
     * Whether the peer answered that too few orderers took the transaction, as while they choose a leader. One may have taken it
     * nevertheless.
     */
    static boolean notOrdered(SubmitException error) {
        String text = String.valueOf(error.getStatus().getDescription());
        return error.getStatus().getCode() == Status.Code.UNAVAILABLE
                && (text.contains("orderers could successfully process transaction")
                        || text.contains("no orderer nodes available"));
    }

    static String describe(GatewayException error) {
        String details = error.getDetails().stream()
                .map(detail -> detail.getMspId() + " " + detail.getAddress() + ": " + detail.getMessage())
                .collect(Collectors.joining("; "));
        String status = error.getStatus().getCode() + " " + error.getStatus().getDescription();
        return details.isEmpty() ? status : details + " (" + status + ")";
    }
}
