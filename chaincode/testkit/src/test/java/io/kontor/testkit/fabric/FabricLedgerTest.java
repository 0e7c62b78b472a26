package io.kontor.testkit.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.fabric.SettledLedger;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.order.OrderLedger;
import io.kontor.model.order.OrderProposalCodec;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.LedgerProvider;
import io.kontor.testkit.suite.AbstractLedgerTest;
import io.kontor.testkit.suite.NamedEndorsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The suite on a real network: four peers, four BFT orderers, four contract servers (NET-4, NET-7); then, on the same network, what a
 * client sees when one of them is killed (NET-9, NET-10), and that all of it, ended and started again, goes on.
 */
@Tag("fabric")
@ExtendWith(WhereFabricIsFound.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FabricLedgerTest extends AbstractLedgerTest {

    private static final int LAST = Integer.MAX_VALUE;
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    @RegisterExtension
    static final FabricExtension FABRIC = new FabricExtension();

    @Override
    protected DemoCast newCast() {
        return FABRIC.bed().newCast();
    }

    @Override
    protected DemoDeal play() {
        return FABRIC.bed().deal();
    }

    @Override
    protected LedgerProvider open(DemoCast cast) {
        return FABRIC.bed()::connect;
    }

    @Override
    protected Optional<NamedEndorsers> endorsers() {
        return Optional.of(new NamedEndorsers(FABRIC.bed()::connection));
    }

    @Override
    protected Optional<LedgerBlocks> blocks() {
        return Optional.of(((SettledLedger) deal().officer("F-DATA")).own());
    }

    /** The ledger as the insurer sees it, by its own peer alone. */
    private FabricLedger insurer() {
        return FabricLedger.connect(FABRIC.bed().connection(deal().cast().officer("Q-INS")));
    }

    private CommittedTransaction order(Ledger ledger, String orderId) {
        return ledger.submit(
                "order:propose",
                OrderProposalCodec.toJson(DemoRecords.order(
                        orderId,
                        List.of(deal().user().credential()),
                        List.of(deal().application().credential()))));
    }

    /** Tries again what was not committed for certain; the same content again is answered, so nothing is doubled. */
    private void orderUntilCommitted(Ledger ledger, String orderId) {
        Awaitility.await()
                .atMost(RECOVERY)
                .ignoreExceptionsInstanceOf(LedgerException.class)
                .until(() -> {
                    order(ledger, orderId);
                    return true;
                });
    }

    private static long ordersNamed(Ledger ledger, String prefix) {
        return seen(ledger, EventPosition.START, prefix + "-end").stream()
                .filter(event -> event.function().equals("order:propose"))
                .flatMap(event -> event.keys().stream())
                .filter(key -> key.startsWith("order/" + prefix))
                .count();
    }

    /** Follows until an order's event, going on after the last seen one when the stream breaks. */
    private static List<LedgerEvent> seen(Ledger ledger, EventPosition from, String lastOrder) {
        List<LedgerEvent> seen = new ArrayList<>();
        EventPosition position = from;
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (System.nanoTime() < deadline) {
            try (LedgerEvents events = ledger.follow(position)) {
                while (true) {
                    LedgerEvent event = events.next().orElseThrow();
                    seen.add(event);
                    position = EventPosition.after(event);
                    if (event.keys().contains("order/" + lastOrder)) {
                        return seen;
                    }
                }
            } catch (LedgerException e) {
                Thread.onSpinWait(); // the peer is away: once more from the last seen event
            }
        }
        throw new AssertionError("Cannot find order " + lastOrder + " among " + seen.size() + " events");
    }

    @Test
    @Order(LAST - 4)
    void a_killed_leader_of_the_orderers_stalls_and_loses_nothing() {
        try (FabricLedger ledger = insurer()) {
            order(ledger, "O-leader-0");
            FABRIC.bed().network().kill("orderer-FDataMSP");
            long longest = 0;
            for (int i = 1; i <= 5; i++) {
                long start = System.nanoTime();
                order(ledger, "O-leader-" + i);
                longest = Math.max(longest, System.nanoTime() - start);
            }
            System.out.printf("Leader of the orderers killed: longest stall %d ms%n", longest / 1_000_000);
            assertThat(Duration.ofNanos(longest)).isLessThan(LONGEST_STALL);
            FABRIC.bed().restart("orderer-FDataMSP");
            order(ledger, "O-leader-end");
            assertThat(ordersNamed(ledger, "O-leader")).isEqualTo(7);
        }
    }

    @Test
    @Order(LAST - 3)
    void a_killed_contract_server_is_named_and_the_others_go_on_without_it() {
        FabricBed bed = FABRIC.bed();
        try (FabricLedger ledger = insurer()) {
            bed.network().kill("contract-FDataMSP");
            orderUntilCommitted(ledger, "O-server-1");
            bed.network().kill("contract-FOpsMSP");
            assertThatThrownBy(() -> order(ledger, "O-server-2"))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("F")
                    .hasMessageMatching("(?s).*(FDataMSP|FOpsMSP).*");
            bed.restart("contract-FDataMSP", "contract-FOpsMSP");
            Awaitility.await()
                    .atMost(RECOVERY)
                    .ignoreExceptionsInstanceOf(LedgerException.class)
                    .until(() -> {
                        order(ledger, "O-server-end");
                        return true;
                    });
            assertThat(ordersNamed(ledger, "O-server")).isEqualTo(2);
        }
    }

    @Test
    @Order(LAST - 2)
    void events_go_on_after_a_killed_peer_without_loss_or_double() {
        FabricBed bed = FABRIC.bed();
        try (FabricLedger follower =
                        FabricLedger.connect(bed.connection(deal().cast().officer("F-OPS")));
                FabricLedger writer = insurer()) {
            CommittedTransaction first = order(writer, "O-away-1");
            List<LedgerEvent> before =
                    seen(follower, new EventPosition(first.blockNumber(), Optional.empty()), "O-away-1");
            bed.network().kill("peer-FOpsMSP");
            orderUntilCommitted(writer, "O-away-2");
            orderUntilCommitted(writer, "O-away-3");
            bed.restart("peer-FOpsMSP");
            orderUntilCommitted(writer, "O-away-4");
            List<LedgerEvent> after = seen(follower, EventPosition.after(before.get(before.size() - 1)), "O-away-4");
            assertThat(after).extracting(LedgerEvent::transactionId).doesNotHaveDuplicates();
            assertThat(after.stream().flatMap(event -> event.keys().stream()))
                    .containsSubsequence("order/O-away-2", "order/O-away-3", "order/O-away-4")
                    .doesNotContain("order/O-away-1");
        }
    }

    @Test
    @Order(LAST - 1)
    void what_a_killed_gateway_peer_left_unknown_is_settled_by_the_same_id() throws Exception {
        FabricBed bed = FABRIC.bed();
        try (FabricLedger ledger = insurer()) {
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String orderId = "O-lost-" + i;
                clients.add(new Thread(() -> {
                    try {
                        order(ledger, orderId);
                    } catch (LedgerException e) {
                        System.out.println("As it should be: " + e.getClass().getSimpleName());
                    }
                }));
            }
            clients.forEach(Thread::start);
            bed.network().kill("peer-QOpsMSP");
            bed.restart("peer-QOpsMSP");
            for (Thread client : clients) {
                client.join(RECOVERY.toMillis());
            }
            for (int i = 0; i < 8; i++) {
                String orderId = "O-lost-" + i;
                Awaitility.await()
                        .atMost(RECOVERY)
                        .ignoreExceptionsInstanceOf(LedgerException.class)
                        .until(() -> {
                            order(ledger, orderId);
                            return true;
                        });
            }
            order(ledger, "O-lost-end");
            assertThat(ordersNamed(ledger, "O-lost")).isEqualTo(9);
        }
    }

    @Test
    @Order(LAST)
    void a_network_that_was_ended_comes_back_with_what_it_had_and_goes_on() {
        try (FabricLedger ledger = insurer()) {
            order(ledger, "O-ended-1");
            long start = System.nanoTime();
            FABRIC.bed().restart();
            System.out.printf("Network ended and started again: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            OrderLedger orders = new OrderLedger(ledger);
            assertThat(orders.order("O-ended-1").orderId()).isEqualTo("O-ended-1");
            order(ledger, "O-ended-end");
            assertThat(orders.order("O-ended-end").orderId()).isEqualTo("O-ended-end");
            assertThat(ordersNamed(ledger, "O-ended")).isEqualTo(2);
        }
    }
}
