package io.kontor.testkit.fuzz;

import static io.kontor.testkit.fixtures.DemoDeal.ORDER;

import io.kontor.client.city.CityLedger;
import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.derivative.DerivativeLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.client.settlement.DifferenceLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.city.CityProfileCodec;
import io.kontor.model.consent.Consent;
import io.kontor.model.derivative.DerivativeSubmission;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.MemberKey;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.GiveBack;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.UnitReturn;
import io.kontor.model.scenario.ScenarioCodec;
import io.kontor.model.settlement.MissingReceipt;
import io.kontor.model.settlement.MissingReceipt.Side;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.SignedUsage;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.SecretDeal;
import io.kontor.testkit.fixtures.TestLog;
import io.kontor.testkit.ledger.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A story in which each function of the contract is called once at least, and accepted. */
final class EveryFunction {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-09-17T02:00:00Z"));
    private final RecordedCalls calls = new RecordedCalls(clock);
    private final DemoDeal deal = new DemoDeal(DemoCast.create(), calls, clock.instant());
    private final ReceiptLedger h1 = new ReceiptLedger(deal.connector("F-H1"));

    private EveryFunction() {}

    /** Plays it. */
    static RecordedCalls play() {
        EveryFunction story = new EveryFunction();
        story.cities();
        ClaimDay day = new ClaimDay(story.deal.playToGrants(), story.clock);
        story.units(day.log1());
        story.settle(day);
        story.secret();
        story.read();
        story.end();
        return story.calls;
    }

    private static JsonObject json(String text) {
        return CanonicalJson.parse(text.replace('\'', '"'));
    }

    private void submit(String officer, String function, String argument) {
        deal.officer(officer).submit(function, json(argument));
    }

    private void read(String function, String argument) {
        deal.officer("F-OPS").evaluate(function, json(argument));
    }

    private void cities() {
        deal.foundCities();
        JsonObject present = CityProfileCodec.toJson(new CityLedger(deal.officer("F-DATA")).profile("F"));
        deal.officer("F-DATA")
                .submit(
                        "city:publish",
                        changed(present, "version")
                                .put("version", present.longValue("version") + 1)
                                .build());
        MemberLedger members = new MemberLedger(deal.officer("F-H1"));
        MemberKey spare = deal.cast().client("FOpsMSP", "spare").memberKey("spare-1", KeyUse.OFFICER);
        members.pin("F-H1", spare);
        members.unpin("F-H1", spare.fingerprint());
        submit("F-DATA", "member:status", "{'participantId':'F-EX','reason':'audit','status':'SUSPENDED'}");
        submit("F-DATA", "member:status", "{'participantId':'F-EX','reason':'done','status':'ACTIVE'}");
    }

    /** Blocks, claims and what is given back. */
    private void units(TestLog log) {
        h1.lease(new LeaseRequest("B-1", log.logId(), log.epoch(), "G-R1", Action.PROCESS, 64));
        long closing = log.closeLease("B-1", 10);
        Grant grant = grant("G-R4");
        String callId = String.format("%032x", 4_711);
        h1.claim(new ClaimBatch(log.logId(), log.epoch(), List.of(log.claim(callId, grant))));
        long aborted = log.unreleased(LeafKind.ABORTED, grant, 1, callId, Delivery.NOTHING)
                .index();
        log.anchor();
        h1.returnLease(log.proven(closing));
        h1.giveBack(new GiveBack(log.proven(aborted), UnitReturn.RETURNED));
        h1.heartbeat(log.logId(), log.epoch(), clock.millis());
        read("receipt:lease-get", "{'leaseId':'B-1','logId':'L-1'}");
        read("receipt:allowance", "{'action':'PROCESS','grantId':'G-R1'}");
    }

    private Grant grant(String grantId) {
        return new GrantLedger(deal.officer("F-OPS")).grant(grantId);
    }

    /** A period in which the sides differ in one call, and a dispute. */
    private void settle(ClaimDay day) {
        SigningKey buyersKey = CryptoSuites.intl()
                .signingKey(deal.cast().connector("Q-INS").issued().privateKey().getEncoded());
        day.callAsInTheDemo();
        long last = day.log2().request().head().treeSize() - 1;
        long head = day.log2().consumerHead("G-R2", 5, buyersKey);
        day.closePeriod(1);
        new SettlementLedger(deal.connector("F-H2"))
                .acknowledge(new SignedUsage(
                        ORDER, 1, day.log2().proven(head), day.log2().proven(last)));
        PeriodCount fewer = new PeriodCount("G-R2", Action.PROCESS, 4, 4, 96);
        day.count(1, List.of(day.ownCounts(1).get(0), fewer));
        long charge =
                day.seller().calculate(ORDER, 1).record().rating().orElseThrow().charge();
        DifferenceLedger h2 = new DifferenceLedger(deal.connector("F-H2"));
        MissingReceipt unseen = new MissingReceipt(
                Side.BUYER, "L-2", last, String.format("%032x", 13), DemoRecords.digest("leaf"), 24, "F-H2");
        h2.missing(h2.differences(ORDER, 1).get(0), List.of(unseen));
        day.buyer().confirm(ORDER, 1, charge);
        day.seller().confirm(ORDER, 1, charge);
        day.seller().pay(ORDER, 1, DemoRecords.digest("payment"));
        day.supplier("F-H1").notice(ORDER, 1, "F-H1", "N-1");
        day.supplier("F-H1").treasury(ORDER, 1, "F-H1", DemoRecords.digest("T-1"));
        day.buyer().dispute(day.dispute("D-1", day.log2(), 3));
        day.supplier("F-H2").evidence("D-1", DemoRecords.digest("bundle"));
        day.seller().uphold("D-1", "wrong record");
        derive(day);
    }

    private void derive(ClaimDay day) {
        DerivativeLedger buyer = new DerivativeLedger(deal.officer("Q-INS"));
        DerivativeLedger supplier = new DerivativeLedger(deal.officer("F-H2"));
        for (String id : List.of("DV-1", "DV-2")) {
            buyer.submit(new DerivativeSubmission(
                    id,
                    "G-R2",
                    DemoRecords.digest(id),
                    "claims by month",
                    "report",
                    List.of(day.log2().proven(1)),
                    List.of()));
        }
        supplier.approve("DV-1", DemoRecords.digest("DV-1"), "no person in it");
        supplier.reject("DV-2", DemoRecords.digest("DV-2"), "too small groups");
    }

    private void secret() {
        SecretDeal secret = new SecretDeal(deal, clock, "O-secret");
        secret.order();
        secret.seenBy("F-DATA");
        Consent given = deal.attest("C-900", "R1", DemoRecords.digest("C-900"));
        Consent other = new Consent(
                "C-901",
                given.attester(),
                given.commitment(),
                given.validFrom(),
                given.validUntil(),
                given.status(),
                Optional.empty(),
                Optional.empty());
        new ConsentLedger(deal.officer("F-EX")).attestAll(List.of(other));
        new ConsentLedger(deal.officer("F-EX")).revoke("C-900");
    }

    private void read() {
        for (String capability : List.of(
                "authorisation",
                "city",
                "consent",
                "derivative",
                "grant",
                "member",
                "order",
                "receipt",
                "resource",
                "scenario",
                "settlement")) {
            read(capability + ":list", "{'limit':3}");
        }
        read("product:catalogue", "{'limit':3}");
        read("authorisation:get", "{'authorisationId':'AU-F-0001'}");
        read("city:get", "{'cityId':'F'}");
        read("consent:get", "{'consentId':'C-900'}");
        read("derivative:get", "{'derivativeId':'DV-1'}");
        read("member:get", "{'participantId':'F-H1'}");
        read("product:get", "{'productId':'outpatient-claim'}");
        read("product:tariff", "{'productId':'outpatient-claim','version':1}");
        read("receipt:head", "{'logId':'L-1'}");
        read("receipt:log", "{'logId':'L-1'}");
        read("resource:get", "{'resourceId':'R1'}");
        read("scenario:get", "{'scenarioId':'SC-F-0001'}");
        read("settlement:account", "{'orderId':'O-1'}");
        read("settlement:credit", "{'disputeId':'D-1','orderId':'O-1','period':2}");
        read("settlement:dispute-get", "{'disputeId':'D-1'}");
        read("settlement:get", "{'orderId':'O-1','period':1}");
        read("grant:standing", "{'grantIds':['G-R1','G-R4']}");
        read("supervision:state", "{'keys':['grant/G-R1','live/O-1/R1']}");
        submit("F-OPS", "supervision:probe", "{}");
    }

    /** What ends something, the authorisation last. */
    private void end() {
        new ResourceLedger(deal.officer("F-H1"))
                .register(DemoRecords.resource(
                        "R9", "F-H1", "spare", DemoRecords.resources().get(0).dataClass()));
        submit("F-REG", "resource:reject", "{'reason':'twice','resourceId':'R9'}");
        refuseGrant();
        submit("F-H1", "grant:suspend", "{'grantId':'G-R1','reason':'audit'}");
        submit("F-H1", "grant:resume", "{'grantId':'G-R1','reason':'done'}");
        submit("F-H1", "grant:terminate", "{'grantId':'G-R1','reason':'misuse'}");
        String statement =
                ",'statementDigest':'" + DemoRecords.digest("statement").hex() + "'}";
        submit("F-H1", "grant:keysDestroyed", "{'grantId':'G-R1'" + statement);
        submit("Q-INS", "grant:deleted", "{'grantId':'G-R1'" + statement);
        submit("Q-INS", "grant:close", "{'grantId':'G-R1','reason':'done'}");
        read("grant:deletion", "{'grantId':'G-R1'}");
        submit("F-OPS", "grant:sweep", "{}");
        submit("F-H1", "receipt:writeOff", "{'logId':'L-1','reason':'the machine is lost'}");
        read("receipt:written-off", "{'logId':'L-1'}");
        clock.advance(Duration.ofDays(60));
        submit("F-DATA", "settlement:enforce", "{'orderId':'O-1','period':2,'reason':'nobody signs'}");
        submit("F-DATA", "product:suspend", "{'productId':'outpatient-claim','reason':'audit'}");
        submit("F-OPS", "product:delist", "{'productId':'outpatient-claim','reason':'over'}");
        endScenarios();
        submit("F-DATA", "authorisation:suspend", "{'authorisationId':'AU-F-0001','reason':'audit'}");
        submit("F-DATA", "authorisation:resume", "{'authorisationId':'AU-F-0001','reason':'done'}");
        submit("F-DATA", "authorisation:close", "{'authorisationId':'AU-F-0001','reason':'over'}");
        clock.advance(Duration.ofDays(220));
        new SupervisionLedger(deal.officer("F-H1")).purge("L-1");
        new OrderLedger(deal.officer("F-OPS")).forget("O-secret");
    }

    private void refuseGrant() {
        deal.order("O-2");
        GrantProposal proposal =
                deal.proposal("G-no", "O-2", deal.terms(DemoRecords.resources().get(0)));
        deal.propose(proposal, "F-H1");
        new GrantLedger(deal.officer("Q-INS")).refuse("G-no", proposal.termsHash(), "too dear");
    }

    private void endScenarios() {
        JsonObject first = ScenarioCodec.toJson(DemoRecords.scenario());
        deal.officer("F-OPS")
                .submit(
                        "scenario:propose",
                        changed(first, "scenarioId")
                                .put("scenarioId", "SC-F-0002")
                                .build());
        submit("F-DATA", "scenario:reject", "{'reason':'no need','scenarioId':'SC-F-0002'}");
        submit("F-DATA", "scenario:end", "{'reason':'over','scenarioId':'SC-F-0001'}");
    }

    /** A record without one of its fields. */
    private static JsonObjectBuilder changed(JsonObject record, String field) {
        JsonObjectBuilder rest = JsonObject.builder();
        record.fields().forEach((name, value) -> {
            if (!name.equals(field)) {
                rest.putValueIfPresent(name, Optional.of(value));
            }
        });
        return rest;
    }
}
