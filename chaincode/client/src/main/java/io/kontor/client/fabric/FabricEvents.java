package io.kontor.client.fabric;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.ChaincodeEventsRequest;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.Network;

/** Chaincode events of one chaincode, with the function and the written keys in their payload. */
final class FabricEvents implements LedgerEvents {
    private final CloseableIterator<ChaincodeEvent> events;
    private volatile boolean closed;

    FabricEvents(Network network, String chaincode, EventPosition from) {
        ChaincodeEventsRequest.Builder request =
                network.newChaincodeEventsRequest(chaincode).startBlock(from.block());
        this.events = from.afterTransaction()
                .map(transaction -> network.newChaincodeEventsRequest(chaincode)
                        .startBlock(from.block())
                        .checkpoint(new ResumePoint(from.block(), transaction)))
                .orElse(request)
                .build()
                .getEvents();
    }

    @Override
    public Optional<LedgerEvent> next() {
        try {
            return events.hasNext() ? Optional.of(read(events.next())) : ended();
        } catch (GatewayRuntimeException | StatusRuntimeException | NoSuchElementException e) {
            if (closed) {
                return Optional.empty();
            }
            throw new LedgerUnavailableException("Cannot follow ledger: " + Status.fromThrowable(e), e);
        }
    }

    private Optional<LedgerEvent> ended() {
        if (closed) {
            return Optional.empty();
        }
        throw new LedgerUnavailableException("Cannot follow ledger: the peer ended the stream", null);
    }

    private static LedgerEvent read(ChaincodeEvent event) {
        JsonObject payload = CanonicalJson.parse(new String(event.getPayload(), StandardCharsets.UTF_8));
        return new LedgerEvent(
                payload.string("function"),
                payload.array("keys").strings(),
                payload.longValue("at"),
                event.getTransactionId(),
                event.getBlockNumber());
    }

    @Override
    public void close() {
        closed = true;
        events.close();
    }
}
