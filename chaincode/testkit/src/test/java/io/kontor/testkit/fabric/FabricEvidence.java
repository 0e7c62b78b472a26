package io.kontor.testkit.fabric;

import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.fabric.SettledLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.evidence.block.BlockCopies;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.OrderProof;
import io.kontor.evidence.channel.ChannelHistory;
import io.kontor.evidence.channel.ChannelReader;
import io.kontor.evidence.channel.CityOf;
import io.kontor.evidence.channel.OrderReader;
import io.kontor.evidence.channel.OrderedEvidence;
import io.kontor.evidence.channel.TrustExport;
import io.kontor.evidence.trust.OrganisationKind;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.LogHead;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.Organisation;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One released call, anchored, and another anchor after it, on a real network; its trust file and its bundles. */
final class FabricEvidence {

    static final List<String> ORGANISATIONS = FabricBed.ORGANISATIONS;

    private final TestLog log;
    final FabricLedger ledger;
    final ChannelHistory history;
    final TrustFile trust;
    final EvidenceBundle attested;
    final EvidenceBundle ordered;
    final EvidenceBundle newest;

    FabricEvidence(DemoDeal deal) {
        ledger = ((SettledLedger) deal.officer("F-DATA")).own();
        history = readHistory();
        trust = trust(history);
        log = new TestLog("L-evidence", deal.connector("F-H1"), Clock.systemUTC()).open("F-H1", "F");
        Grant grant = grant(deal);
        String callId = "e".repeat(32);
        new ReceiptLedger(deal.connector("F-H1"))
                .claim(new ClaimBatch(log.logId(), 1, List.of(log.claim(callId, grant))));
        log.anchor();
        log.released(grant, 1, callId, ClaimDay.HIT);
        LogHead head = log.anchor().record();
        InclusionProof proof = proof1();
        log.closePeriod("O-evidence", 1);
        LogHead next = log.anchor().record();
        attested = attested(proof, head);
        ordered = attested.ordered(order(head, next));
        newest = OrderedEvidence.of(attested(proof1(), next), trust, orderReader());
    }

    private static Grant grant(DemoDeal deal) {
        deal.order("O-evidence");
        deal.propose(
                deal.proposal(
                        "G-evidence",
                        "O-evidence",
                        deal.terms(DemoRecords.resources().get(3))),
                "F-H1");
        return deal.sign("G-evidence");
    }

    private InclusionProof proof1() {
        return log.proof(1);
    }

    /** The channel's blocks as they are now. */
    ChannelHistory readHistory() {
        return ChannelHistory.read(reader(), FabricNetwork.CHAINCODE);
    }

    static TrustFile trust(ChannelHistory history) {
        return TrustExport.of(history, FabricNetwork.CHANNEL, FabricNetwork.CHAINCODE, FabricEvidence::place);
    }

    /** One more anchor, with its block under the newest epoch of a trust file. */
    EvidenceBundle anchoredAgain(TrustFile trusted) {
        log.closePeriod("O-evidence", 2);
        LogHead head = log.anchor().record();
        byte[] read = ledger.endorsedRead("receipt:head", argument(), ORGANISATIONS);
        SignedBlock block = BlockCopies.merge(ledger.copies(ledger.numberOfBlock(head.transactionId()), ORGANISATIONS))
                .withValidSignatures(trusted.newest().ordering().orElseThrow());
        return attested(proof1(), head).ordered(OrderProof.of(block, head.transactionId(), read));
    }

    private OrderReader orderReader() {
        return new OrderReader(
                ledger::numberOfBlock,
                number -> ledger.copies(number, ORGANISATIONS),
                this::copy,
                logId -> ledger.endorsedRead("receipt:head", argument(), ORGANISATIONS));
    }

    private byte[] copy(long number) {
        return ledger.copies(number, ORGANISATIONS.subList(0, 1)).get(0);
    }

    /** The ordered bundle, bound to the configuration that came after it (EVD-18). */
    EvidenceBundle chained(TrustFile trusted) {
        OrderProof proof = ordered.order().orElseThrow();
        return attested.ordered(proof.withHeaders(
                OrderedEvidence.headers(trusted, proof.block().header().number(), this::copy)));
    }

    private JsonObject argument() {
        return JsonObject.builder().put("logId", log.logId()).build();
    }

    private ChannelReader reader() {
        return new ChannelReader(
                ledger::newestConfiguration,
                number -> ledger.copies(number, ORGANISATIONS),
                () -> ledger.endorsedRead(
                        "supervision:probe", JsonObject.builder().build(), List.of("FDataMSP")));
    }

    static Optional<CityOf.Place> place(String mspId) {
        return Organisation.TWO_CITIES.stream()
                .filter(organisation -> organisation.mspId().equals(mspId))
                .map(organisation ->
                        new CityOf.Place(organisation.city(), OrganisationKind.valueOf(organisation.kind())))
                .findFirst();
    }

    private EvidenceBundle attested(InclusionProof proof, LogHead head) {
        return new EvidenceBundle.Ledger(FabricNetwork.CHANNEL, FabricNetwork.CHAINCODE)
                .bundle(log.leaf(1), proof, head, ledger.endorsedStatus(head.transactionId(), ORGANISATIONS));
    }

    /** The next anchor is the link; the newest head has an endorsed read instead. */
    private OrderProof order(LogHead head, LogHead next) {
        byte[] link = OrderProof.payload(block(next.transactionId()), next.transactionId());
        return OrderProof.of(block(head.transactionId()), head.transactionId(), link);
    }

    SignedBlock block(String transactionId) {
        return BlockCopies.merge(ledger.copies(ledger.numberOfBlock(transactionId), ORGANISATIONS))
                .withValidSignatures(trust.newest().ordering().orElseThrow());
    }
}
