package io.kontor.devpeer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Small steps that many tests take with a Fabric client. */
final class Clients {

    private Clients() {}

    static Transaction endorsed(final Contract contract, final String function, final String... arguments)
            throws GatewayException {
        return contract.newProposal(function).addArguments(arguments).build().endorse();
    }

    static TxValidationCode committed(final Transaction transaction) throws GatewayException {
        return transaction.submitAsync().getStatus().getCode();
    }

    static void put(final Contract contract, final String key, final String value) throws GatewayException {
        assertThat(committed(endorsed(contract, "put", key, value))).isEqualTo(TxValidationCode.VALID);
    }

    static String evaluated(final Contract contract, final String function, final String... arguments)
            throws GatewayException {
        return new String(contract.evaluateTransaction(function, arguments), StandardCharsets.UTF_8);
    }

    static Envelope envelope(final Transaction transaction) throws InvalidProtocolBufferException {
        return PreparedTransaction.parseFrom(transaction.getBytes()).getEnvelope();
    }

    static ChaincodeActionPayload action(final Envelope envelope) throws InvalidProtocolBufferException {
        final Payload payload = Payload.parseFrom(envelope.getPayload());
        return ChaincodeActionPayload.parseFrom(
                org.hyperledger.fabric.protos.peer.Transaction.parseFrom(payload.getData())
                        .getActions(0)
                        .getPayload());
    }
}
