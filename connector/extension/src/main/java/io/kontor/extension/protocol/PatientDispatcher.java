package io.kontor.extension.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.edc.spi.message.RemoteMessageDispatcher;
import org.eclipse.edc.spi.response.ResponseStatus;
import org.eclipse.edc.spi.response.StatusResult;
import org.eclipse.edc.spi.types.domain.message.ProtocolRemoteMessage;

/**
 * Sends a message again when its receiver is still busy with the same negotiation or transfer (CON-11). EDC answers that with 409 and takes a 409
 * for final: an answer that comes faster than its question was stored would end the deal. A message keeps its identifier, so that it is handled
 * once. What is busy for longer is left to the state machine's own retries. Thread-safe.
 */
public final class PatientDispatcher implements RemoteMessageDispatcher<ProtocolRemoteMessage> {
    private static final String BUSY = "is currently leased";
    private static final int TRIES_MAX = 6;
    private static final long FIRST_PAUSE_MS = 50;

    private final RemoteMessageDispatcher<ProtocolRemoteMessage> dispatcher;

    /**
     * Creates the dispatcher.
     *
     * @param dispatcher EDC's dispatcher
     */
    public PatientDispatcher(RemoteMessageDispatcher<ProtocolRemoteMessage> dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public <T, M extends ProtocolRemoteMessage> CompletableFuture<StatusResult<T>> dispatch(
            String participantContextId, Class<T> responseType, M message) {
        return attempt(new Sending<>(participantContextId, responseType, message), 1);
    }

    private <T, M extends ProtocolRemoteMessage> CompletableFuture<StatusResult<T>> attempt(
            Sending<T, M> sending, int tried) {
        return dispatcher
                .dispatch(sending.participantContextId(), sending.responseType(), sending.message())
                .thenCompose(result -> {
                    if (!busy(result)) {
                        return CompletableFuture.completedFuture(result);
                    }
                    if (tried >= TRIES_MAX) {
                        return CompletableFuture.completedFuture(
                                StatusResult.failure(ResponseStatus.ERROR_RETRY, result.getFailureDetail()));
                    }
                    return pause(tried).thenCompose(done -> attempt(sending, tried + 1));
                });
    }

    private static boolean busy(StatusResult<?> result) {
        return result.failed() && result.getFailureDetail().contains(BUSY);
    }

    private static CompletableFuture<Boolean> pause(int tried) {
        long bound = FIRST_PAUSE_MS << tried;
        long millis = bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1);
        return new CompletableFuture<Boolean>().completeOnTimeout(true, millis, TimeUnit.MILLISECONDS);
    }

    private record Sending<T, M>(String participantContextId, Class<T> responseType, M message) {}
}
