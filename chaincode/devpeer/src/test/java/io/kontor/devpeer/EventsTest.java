package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.committed;
import static io.kontor.devpeer.Clients.endorsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.InMemoryCheckpointer;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Event and block streams of the unmodified client (DEV-18, DEV-19). */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventsTest {
    @TempDir
    Path folder;

    private TestNetwork peers;
    private Network network;
    private Contract contract;

    @BeforeEach
    void start() throws Exception {
        peers = new TestNetwork(folder);
        peers.settings.put("contract.address", peers.startContract("contract").address());
        peers.settings.put("limit.concurrent-streams", "2");
        peers.startPeer();
        network = peers.gateway(TestNetwork.REGULATOR).getNetwork(TestNetwork.CHANNEL);
        contract = network.getContract(TestNetwork.CHAINCODE);
    }

    @AfterEach
    void stop() {
        peers.close();
    }

    @Test
    void events_are_replayed_from_a_block_and_go_on_with_new_ones() throws Exception {
        emit("e1");
        emit("e2");
        try (CloseableIterator<ChaincodeEvent> events = network.newChaincodeEventsRequest(TestNetwork.CHAINCODE)
                .startBlock(0)
                .build()
                .getEvents()) {
            assertThat(next(events, 2)).containsExactly("e1", "e2");
            emit("e3");
            final ChaincodeEvent third = events.next();
            assertThat(text(third)).isEqualTo("e3");
            assertThat(third.getEventName()).isEqualTo("told");
            assertThat(third.getBlockNumber()).isEqualTo(3);
            assertThat(third.getChaincodeName()).isEqualTo(TestNetwork.CHAINCODE);
        }
    }

    @Test
    void without_a_position_only_new_events_come() throws Exception {
        emit("old");
        try (CloseableIterator<ChaincodeEvent> events = network.getChaincodeEvents(TestNetwork.CHAINCODE)) {
            emit("new");
            assertThat(next(events, 1)).containsExactly("new");
        }
    }

    @Test
    void stream_resumes_after_the_transaction_of_a_checkpoint_within_its_block() throws Exception {
        peers.settings.put("block.interval-ms", "300");
        peers.restartPeer();
        network = peers.gateway(TestNetwork.CITY).getNetwork(TestNetwork.CHANNEL);
        contract = network.getContract(TestNetwork.CHAINCODE);
        final List<Transaction> inOneBlock = new ArrayList<>();
        for (final String payload : List.of("c1", "c2", "c3")) {
            inOneBlock.add(endorsed(contract, "event", "told", payload));
        }
        for (final Transaction transaction : inOneBlock) {
            transaction.submitAsync();
        }
        final InMemoryCheckpointer checkpointer = new InMemoryCheckpointer();
        try (CloseableIterator<ChaincodeEvent> events = network.newChaincodeEventsRequest(TestNetwork.CHAINCODE)
                .startBlock(0)
                .build()
                .getEvents()) {
            checkpointer.checkpointChaincodeEvent(events.next());
        }

        try (CloseableIterator<ChaincodeEvent> events = network.newChaincodeEventsRequest(TestNetwork.CHAINCODE)
                .checkpoint(checkpointer)
                .build()
                .getEvents()) {
            assertThat(next(events, 2)).containsExactly("c2", "c3");
        }
    }

    @Test
    void events_of_invalid_transactions_are_not_told() throws Exception {
        final Transaction refused = contract.newProposal("event")
                .addArguments("told", "invalid")
                .setEndorsingOrganizations(TestNetwork.CITY)
                .build()
                .endorse();
        assertThat(committed(refused)).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        emit("valid");

        try (CloseableIterator<ChaincodeEvent> events = network.newChaincodeEventsRequest(TestNetwork.CHAINCODE)
                .startBlock(0)
                .build()
                .getEvents()) {
            assertThat(next(events, 1)).containsExactly("valid");
        }
    }

    @Test
    void blocks_and_filtered_blocks_are_replayed_from_block_0_and_go_on() throws Exception {
        emit("b1");
        try (CloseableIterator<Block> blocks =
                network.newBlockEventsRequest().startBlock(0).build().getEvents()) {
            assertThat(blocks.next().getHeader().getNumber()).isZero();
            assertThat(blocks.next().getHeader().getNumber()).isEqualTo(1);
            emit("b2");
            assertThat(blocks.next().getHeader().getNumber()).isEqualTo(2);
        }
        try (CloseableIterator<FilteredBlock> blocks =
                network.newFilteredBlockEventsRequest().startBlock(2).build().getEvents()) {
            final FilteredBlock block = blocks.next();
            final org.hyperledger.fabric.protos.peer.ChaincodeEvent event = block.getFilteredTransactions(0)
                    .getTransactionActions()
                    .getChaincodeActions(0)
                    .getChaincodeEvent();
            assertThat(block.getChannelId()).isEqualTo(TestNetwork.CHANNEL);
            assertThat(event.getEventName()).isEqualTo("told");
            assertThat(event.getPayload()).as("filtered blocks hold no payload").isEmpty();
        }
    }

    @Test
    void blocks_with_private_data_answer_unimplemented_by_name() {
        final GatewayRuntimeException refusal = catchThrowableOfType(
                GatewayRuntimeException.class,
                () -> network.newBlockAndPrivateDataEventsRequest()
                        .startBlock(0)
                        .build()
                        .getEvents()
                        .next());

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(refusal.getStatus().getDescription()).contains("DeliverWithPrivateData");
    }

    @Test
    void stream_that_a_client_left_makes_room_for_another() throws Exception {
        emit("e1");
        for (int i = 0; i < 5; i++) {
            Awaitility.await().atMost(20, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> {
                try (CloseableIterator<ChaincodeEvent> events = network.newChaincodeEventsRequest(TestNetwork.CHAINCODE)
                        .startBlock(0)
                        .build()
                        .getEvents()) {
                    assertThat(next(events, 1)).containsExactly("e1");
                }
            });
        }
    }

    @Test
    void streams_above_the_limit_are_refused() throws Exception {
        emit("e1");
        try (CloseableIterator<ChaincodeEvent> first = fromStart();
                CloseableIterator<ChaincodeEvent> second = fromStart()) {
            assertThat(next(first, 1)).containsExactly("e1");
            assertThat(next(second, 1)).containsExactly("e1");
            try (CloseableIterator<ChaincodeEvent> third = fromStart()) {
                assertThatThrownBy(third::next).hasMessageContaining("exceeding concurrency limit (2)");
            }
        }
    }

    @Test
    void client_that_reads_late_gets_everything_that_is_larger_than_any_buffer() throws Exception {
        final String large = "x".repeat(100_000);
        try (CloseableIterator<ChaincodeEvent> events = fromStart()) {
            for (int i = 0; i < 40; i++) {
                contract.newProposal("event")
                        .addArguments("told", i + large)
                        .build()
                        .endorse()
                        .submitAsync();
            }
            committed(endorsed(contract, "event", "told", "last"));
            int seen = 0;
            while (!text(events.next()).equals("last")) {
                seen++;
            }
            assertThat(seen).isEqualTo(40);
        }
    }

    private CloseableIterator<ChaincodeEvent> fromStart() {
        return network.newChaincodeEventsRequest(TestNetwork.CHAINCODE)
                .startBlock(0)
                .build()
                .getEvents();
    }

    private void emit(final String payload) throws Exception {
        assertThat(committed(endorsed(contract, "event", "told", payload))).isEqualTo(TxValidationCode.VALID);
    }

    private static List<String> next(final Iterator<ChaincodeEvent> events, final int count) {
        final List<String> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payloads.add(text(events.next()));
        }
        return payloads;
    }

    private static String text(final ChaincodeEvent event) {
        return new String(event.getPayload(), StandardCharsets.UTF_8);
    }
}
