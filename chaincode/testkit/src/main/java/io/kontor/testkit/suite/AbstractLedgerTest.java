package io.kontor.testkit.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.LedgerProvider;
import io.kontor.testkit.fixtures.TestLog;
import io.kontor.testkit.ledger.TestIdentity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every ledger must do alike, whatever stands behind the port: in memory, the dev peer, a Fabric network. A subclass provides the
 * ledger; the deal of the demo is played on it once, to its grants, and each test works on records of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AbstractLedgerTest extends AbstractConfidentialTest {

    private static final int MANY = 8;

    private Optional<DemoDeal> played = Optional.empty();

    /** Who acts: with authorities of its own, unless the ledger has some. */
    protected DemoCast newCast() throws Exception {
        return DemoCast.create();
    }

    /**
     * Makes the ledger ready for a cast.
     *
     * @param cast whose organisations form the channel
     * @return where identities of the cast connect
     */
    protected abstract LedgerProvider open(DemoCast cast) throws Exception;

    @Override
    protected Clock clock() {
        return Clock.systemUTC();
    }

    /** Whether several transactions run at once, so that they may meet conflicts. */
    protected boolean supportsConcurrency() {
        return true;
    }

    /** Submits with the endorsements of named organisations; empty where nobody endorses. */
    protected Optional<NamedEndorsers> endorsers() {
        return Optional.empty();
    }

    /** What this ledger cannot show; printed, so that no gap is silent. */
    private void gap(String what) {
        System.out.printf("%s does not check: %s%n", getClass().getSimpleName(), what);
    }

    @BeforeAll
    void playToGrants() throws Exception {
        played = Optional.of(play());
    }

    /** Plays the deal to its grants; a ledger that several classes share plays it once. */
    protected DemoDeal play() throws Exception {
        DemoCast cast = newCast();
        LedgerProvider provider = open(cast);
        return new DemoDeal(cast, provider, clock().instant()).playToGrants();
    }

    private DemoCast cast() {
        return deal().cast();
    }

    @Override
    protected final DemoDeal deal() {
        return played.orElseThrow();
    }

    private Grant grant(String grantId) {
        return new GrantLedger(deal().officer("F-OPS")).grant(grantId);
    }

    /** A grant of its own on R4: two downloads, no consent. */
    private Grant freshGrant(String name) {
        deal().order("O-" + name);
        deal().propose(
                        deal().proposal(
                                        "G-" + name,
                                        "O-" + name,
                                        deal().terms(DemoRecords.resources().get(3))),
                        "F-H1");
        return deal().sign("G-" + name);
    }

    private static String callId(int prefix, int number) {
        return String.format("%016x%016x", prefix, number);
    }

    @Test
    void the_deal_reaches_active_grants_that_every_member_sees() {
        for (String grantId : List.of("G-R1", "G-R2", "G-R3", "G-R4")) {
            Grant grant = new GrantLedger(deal().officer("Q-DATA")).grant(grantId);
            assertThat(grant.status()).isEqualTo(GrantStatus.ACTIVE);
            assertThat(grant.signatures()).hasSize(3);
        }
    }

    @Test
    void a_refusal_arrives_with_code_and_text_from_query_and_submission() {
        GrantLedger grants = new GrantLedger(deal().officer("F-H1"));
        assertThatThrownBy(() -> grants.grant("G-9")).isInstanceOfSatisfying(LedgerRejectedException.class, e -> {
            assertThat(e.code()).isEqualTo(RejectionCode.NOT_FOUND);
            assertThat(e.text()).contains("grant/G-9");
        });
        assertThatThrownBy(() -> grants.sign("G-R1", DemoRecords.digest("other")))
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.TERMS_HASH));
    }

    @Test
    void a_stranger_is_refused() {
        Ledger stranger = deal().connect(cast().client(DemoCast.F_OPERATOR_MSP, "stranger"));
        assertThatThrownBy(() -> new MemberLedger(stranger).member("F-H1"))
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.KEY));
    }

    @Test
    void the_same_content_again_is_answered_and_other_content_refused() {
        MemberLedger regulator = new MemberLedger(deal().officer("F-DATA"));
        assertThat(regulator.admit(cast().member("F-H1")).record()).isEqualTo(cast().member("F-H1"));
        assertThatThrownBy(() -> deal().propose(
                                deal().proposal(
                                                "G-R1",
                                                DemoDeal.ORDER,
                                                deal().terms(DemoRecords.resources()
                                                        .get(1))),
                                "F-H2"))
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(RejectionCode.ALREADY_EXISTS_DIFFERENT));
    }

    @Test
    void pages_and_states_read_what_was_committed() {
        List<String> ids = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            var argument = JsonObject.builder().put("limit", 4).putIfPresent("after", after);
            JsonObject page = deal().officer("Q-INS").evaluate("member:list", argument.build());
            page.array("records").objects(MemberCodec::fromJson).forEach(member -> ids.add(member.participantId()));
            after = page.optionalString("next");
        } while (after.isPresent());
        assertThat(ids).containsExactly("F-DATA", "F-EX", "F-H1", "F-H2", "F-OPS", "F-REG", "Q-DATA", "Q-INS", "Q-OPS");
        assertThat(new SupervisionLedger(deal().officer("F-DATA")).states(List.of("grant/G-R1", "grant/none")))
                .hasEntrySatisfying("grant/none", state -> assertThat(state).isEmpty())
                .hasEntrySatisfying("grant/G-R1", state -> assertThat(state).isPresent());
    }

    @Test
    void a_claim_and_an_anchor_are_committed_and_a_forged_head_is_refused() {
        Grant grant = freshGrant("anchor");
        TestLog log = new TestLog("L-anchor", deal().connector("F-H1"), clock()).open("F-H1", "F");
        ReceiptLedger receipts = new ReceiptLedger(deal().connector("F-H1"));
        String callId = callId(1, 1);
        List<ClaimResult> results = receipts.claim(new ClaimBatch(log.logId(), 1, List.of(log.claim(callId, grant))))
                .record();
        assertThat(results).containsExactly(new ClaimResult(callId, Optional.empty()));
        log.anchor();
        log.released(grant, 1, callId, ClaimDay.HIT);
        LogHead head = log.anchor().record();
        assertThat(receipts.head(log.logId())).isEqualTo(head);
        assertThat(receipts.allowance(grant.grantId(), Action.DOWNLOAD).free()).isEqualTo(1);
        TestLog thief = new TestLog("L-anchor", deal().connector("F-H1"), clock());
        assertThatThrownBy(() -> receipts.anchor(thief.request()))
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(RejectionCode.HEAD_SIGNATURE));
    }

    /** LEASE-2, UNIT-2, GRT-7 and GRT-8 on a ledger with blocks, ranges and endorsers of its own. */
    @Test
    void a_block_goes_back_with_its_proof_and_grants_are_followed() {
        Grant grant = freshGrant("return");
        TestLog log = new TestLog("L-return", deal().connector("F-H1"), clock()).open("F-H1", "F");
        TestLog other = new TestLog("L-return-2", deal().connector("F-H1"), clock()).open("F-H1", "F");
        ReceiptLedger receipts = new ReceiptLedger(deal().connector("F-H1"));
        receipts.lease(new LeaseRequest("B-1", log.logId(), 1, grant.grantId(), Action.DOWNLOAD, 2));
        List<ClaimResult> elsewhere = receipts.claim(
                        new ClaimBatch(other.logId(), 1, List.of(other.claim(callId(77, 1), grant))))
                .record();
        assertThat(elsewhere.get(0).refusal()).contains(RejectionCode.LEASED_ELSEWHERE);
        long closing = log.closeLease("B-1", 0);
        log.anchor();
        assertThat(receipts.returnLease(log.proven(closing)).record().used()).isZero();
        assertThat(receipts.allowance(grant.grantId(), Action.DOWNLOAD).free()).isEqualTo(2);
        GrantLedger grants = new GrantLedger(deal().connector("F-H1"));
        assertThat(grants.standings(List.of(grant.grantId())).get(0).servable()).isTrue();
        assertThat(grants.sweep().record()).isEmpty();
    }

    @Test
    void events_come_in_order_once_each_and_go_on_after_a_position() {
        Ledger ledger = deal().officer("F-OPS");
        CommittedTransaction first = order("O-event-1");
        CommittedTransaction second = order("O-event-2");
        List<LedgerEvent> seen = new ArrayList<>();
        try (LedgerEvents events = ledger.follow(new EventPosition(first.blockNumber(), Optional.empty()))) {
            while (seen.stream().noneMatch(e -> e.transactionId().equals(second.transactionId()))) {
                seen.add(events.next().orElseThrow());
            }
        }
        assertThat(seen).extracting(LedgerEvent::transactionId).doesNotHaveDuplicates();
        LedgerEvent of = seen.stream()
                .filter(e -> e.transactionId().equals(first.transactionId()))
                .findFirst()
                .orElseThrow();
        assertThat(of.function()).isEqualTo("order:propose");
        assertThat(of.keys()).containsExactly("order/O-event-1");
        try (LedgerEvents later = ledger.follow(EventPosition.after(of))) {
            List<String> rest = new ArrayList<>();
            while (!rest.contains(second.transactionId())) {
                rest.add(later.next().orElseThrow().transactionId());
            }
            assertThat(rest).doesNotContain(first.transactionId());
        }
    }

    private CommittedTransaction order(String orderId) {
        return deal().officer("Q-INS")
                .submit(
                        "order:propose",
                        io.kontor.model.order.OrderProposalCodec.toJson(DemoRecords.order(
                                orderId,
                                List.of(deal().user().credential()),
                                List.of(deal().application().credential()))));
    }

    /** END-1, END-2 and END-4: once it stands, a city's record takes two of its own organisations and its witness, and nobody else's. */
    @Test
    void two_of_city_and_witness_write_what_concerns_the_city_alone() throws Exception {
        assertThat(new SupervisionLedger(deal().officer("F-DATA")).states(List.of("witness/F", "witness/Q")))
                .hasEntrySatisfying(
                        "witness/F",
                        state -> assertThat(state.orElseThrow())
                                .hasToString("{\"mspId\":\"" + DemoCast.Q_REGULATOR_MSP + "\"}"))
                .hasEntrySatisfying(
                        "witness/Q",
                        state -> assertThat(state.orElseThrow())
                                .hasToString("{\"mspId\":\"" + DemoCast.F_REGULATOR_MSP + "\"}"));
        if (endorsers().isEmpty()) {
            gap("endorsement policies, nobody endorses");
            return;
        }
        NamedEndorsers endorsers = endorsers().get();
        new TestLog("L-beat", deal().connector("F-H1"), clock()).open("F-H1", "F");
        TestIdentity connector = cast().connector("F-H1");
        String operator = DemoCast.F_OPERATOR_MSP;
        assertThat(endorsers.submit(connector, beat(), operator, DemoCast.F_REGULATOR_MSP))
                .as("a new key takes a majority")
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(endorsers.submit(connector, beat(), operator, DemoCast.F_REGULATOR_MSP, DemoCast.Q_OPERATOR_MSP))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(endorsers.submit(connector, beat(), operator, DemoCast.F_REGULATOR_MSP))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(endorsers.submit(connector, beat(), operator, DemoCast.Q_REGULATOR_MSP))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(endorsers.submit(connector, beat(), operator, DemoCast.Q_OPERATOR_MSP))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    private NamedEndorsers.Call beat() {
        return new NamedEndorsers.Call(
                "receipt:heartbeat",
                JsonObject.builder()
                        .put("logId", "L-beat")
                        .put("epoch", 1)
                        .put("time", clock().millis())
                        .build());
    }

    /** END-3: three organisations are a majority, and not enough without the city's regulator. */
    @Test
    void nobody_changes_a_citys_members_without_its_regulator() throws Exception {
        if (endorsers().isEmpty()) {
            gap("the regulator's part in its city's members, nobody endorses");
            return;
        }
        NamedEndorsers endorsers = endorsers().get();
        TestIdentity regulator = cast().officer("F-DATA");
        String own = DemoCast.F_REGULATOR_MSP;
        String operator = DemoCast.F_OPERATOR_MSP;
        assertThat(endorsers.submit(
                        regulator, standing("SUSPENDED"), operator, DemoCast.Q_REGULATOR_MSP, DemoCast.Q_OPERATOR_MSP))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(endorsers.submit(regulator, standing("SUSPENDED"), own, operator))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(endorsers.submit(regulator, standing("ACTIVE"), own, DemoCast.Q_REGULATOR_MSP))
                .isEqualTo(TxValidationCode.VALID);
    }

    private static NamedEndorsers.Call standing(String status) {
        return new NamedEndorsers.Call(
                "member:status",
                JsonObject.builder()
                        .put("participantId", "F-REG")
                        .put("status", status)
                        .put("reason", "test of endorsement")
                        .build());
    }

    /** INV-1 under a race: many claims of one allowance at once, exactly as many stand as the grant allows. */
    @Test
    void claims_that_race_never_take_more_than_the_limit() throws Exception {
        Grant grant = freshGrant("race");
        List<TestLog> logs = IntStream.range(0, MANY)
                .mapToObj(i -> new TestLog("L-race-" + i, deal().connector("F-H1"), clock()).open("F-H1", "F"))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(supportsConcurrency() ? MANY : 1);
        try {
            List<Callable<ClaimResult>> claims = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                TestLog log = logs.get(i);
                ClaimBatch batch = new ClaimBatch(log.logId(), 1, List.of(log.claim(callId(2, i), grant)));
                claims.add(() -> new ReceiptLedger(deal().connector("F-H1"))
                        .claim(batch)
                        .record()
                        .get(0));
            }
            List<Optional<RejectionCode>> refusals = new ArrayList<>();
            for (Future<ClaimResult> result : threads.invokeAll(claims)) {
                refusals.add(result.get().refusal());
            }
            assertThat(refusals).filteredOn(Optional::isEmpty).hasSize(2);
            assertThat(refusals)
                    .filteredOn(r -> r.equals(Optional.of(RejectionCode.COUNT)))
                    .hasSize(MANY - 2);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Steps 9 to 16 and 19 of the demo: 27.84, 13.14 and 14.70, 7.67 and 5.47, then −1.92. */
    @Test
    void the_demos_period_is_settled_and_corrected_to_the_fen() {
        ClaimDay day = new ClaimDay(deal(), clock()).callAsInTheDemo().closePeriod(1);
        Settlement settlement = day.payPeriod(1);
        assertThat(settlement.rating().orElseThrow().charge()).isEqualTo(2_784);
        PeriodShares shares = settlement.shares().orElseThrow();
        assertThat(shares.units()).isEqualTo(1_314);
        assertThat(shares.operator()).isEqualTo(1_470);
        assertThat(shares.suppliers()).extracting(s -> s.amount()).containsExactly(767L, 547L);
        day.buyer().dispute(day.dispute("D-1", day.log2(), 3));
        CreditNote note = day.seller().uphold("D-1", "wrong record").record();
        assertThat(List.of(note.charge(), note.units(), note.operator())).containsExactly(-192L, -77L, -115L);
        assertThat(note.suppliers()).extracting(s -> s.amount()).containsExactly(20L, -97L);
        assertThat(grant("G-R2").status()).isEqualTo(GrantStatus.ACTIVE);
    }
}
