package io.kontor.extension.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.edc.connector.controlplane.transfer.spi.types.protocol.TransferTerminationMessage;
import org.eclipse.edc.spi.message.RemoteMessageDispatcher;
import org.eclipse.edc.spi.response.ResponseStatus;
import org.eclipse.edc.spi.response.StatusResult;
import org.eclipse.edc.spi.types.domain.message.ProtocolRemoteMessage;
import org.junit.jupiter.api.Test;

/** CON-11. */
class PatientDispatcherTest {
    private static final String BUSY = "{\"code\":\"409\",\"reason\":[\"Entity 1 of kind x is currently leased!\"]}";

    private final ScriptedDispatcher peer = new ScriptedDispatcher();

    @Test
    void a_busy_receiver_gets_the_same_message_again() throws Exception {
        peer.answers.add(StatusResult.failure(ResponseStatus.FATAL_ERROR, BUSY));
        peer.answers.add(StatusResult.failure(ResponseStatus.FATAL_ERROR, BUSY));
        peer.answers.add(StatusResult.success());
        assertThat(send().succeeded()).isTrue();
        assertThat(peer.sent).hasSize(3).allMatch(message -> message == peer.sent.get(0));
    }

    @Test
    void a_receiver_that_stays_busy_is_left_to_the_state_machine() throws Exception {
        for (int i = 0; i < 6; i++) {
            peer.answers.add(StatusResult.failure(ResponseStatus.FATAL_ERROR, BUSY));
        }
        StatusResult<Object> result = send();
        assertThat(result.getFailure().status()).isEqualTo(ResponseStatus.ERROR_RETRY);
        assertThat(peer.sent).hasSize(6);
    }

    @Test
    void any_other_refusal_is_final_at_once() throws Exception {
        peer.answers.add(StatusResult.failure(ResponseStatus.FATAL_ERROR, "{\"code\":\"409\",\"reason\":[\"no\"]}"));
        assertThat(send().getFailure().status()).isEqualTo(ResponseStatus.FATAL_ERROR);
        assertThat(peer.sent).hasSize(1);
    }

    private StatusResult<Object> send() throws Exception {
        TransferTerminationMessage message = TransferTerminationMessage.Builder.newInstance()
                .protocol("dataspace-protocol-http:2025-1")
                .counterPartyAddress("http://127.0.0.1:1")
                .counterPartyId("F-H1")
                .consumerPid("c")
                .providerPid("p")
                .processId("p")
                .build();
        return new PatientDispatcher(peer)
                .dispatch("Q-INS", Object.class, message)
                .get(60, TimeUnit.SECONDS);
    }

    /** A peer whose answers the test writes. */
    private static final class ScriptedDispatcher implements RemoteMessageDispatcher<ProtocolRemoteMessage> {
        private final List<StatusResult<?>> answers = new ArrayList<>();
        private final List<ProtocolRemoteMessage> sent = new ArrayList<>();

        @Override
        @SuppressWarnings("unchecked")
        public <T, M extends ProtocolRemoteMessage> CompletableFuture<StatusResult<T>> dispatch(
                String participantContextId, Class<T> responseType, M message) {
            sent.add(message);
            return CompletableFuture.completedFuture((StatusResult<T>) answers.remove(0));
        }
    }
}
