package io.kontor.contract.state;

import io.kontor.contract.state.Entries.Beat;
import io.kontor.contract.state.Entries.Count;
import io.kontor.contract.state.Entries.Enforcement;
import io.kontor.contract.state.Entries.KeyOwner;
import io.kontor.contract.state.Entries.Mark;
import io.kontor.contract.state.Entries.MspOwner;
import io.kontor.contract.state.Entries.OpenUnits;
import io.kontor.contract.state.Entries.Pointer;
import io.kontor.contract.state.Entries.StandingClaim;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.city.CityProfile;
import io.kontor.model.consent.Consent;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.Member;
import io.kontor.model.order.Order;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.Breach;
import io.kontor.model.receipt.GivenBack;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.PeriodClosed;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.receipt.WriteOff;
import io.kontor.model.resource.Resource;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.settlement.AcknowledgedUsage;
import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import java.util.Locale;

/** Every key of the ledger, as the table of docs/spec/contract.md lists them. */
public final class Keys {

    private static final RecordType<Mark> ORDER_GRANT = Mark.at("order-grant");
    private static final RecordType<Mark> ORDER_LOG = Mark.at("order-log");
    private static final RecordType<Mark> DUE = Mark.at("due");
    private static final RecordType<Mark> OPEN_LEASE = Mark.at("open-lease");
    private static final RecordType<Pointer> LIVE = Pointer.at("live", "grantId");
    private static final RecordType<Pointer> DECISION = Pointer.at("decision", "authorisationId");
    private static final RecordType<Pointer> SUSPENSION = Pointer.at("suspension", "participantId");
    private static final RecordType<Pointer> DISPUTED = Pointer.at("disputed", "disputeId");
    private static final RecordType<Pointer> WITNESS = Pointer.at("witness", "mspId");
    private static final RecordType<Count> HELD = Count.at("held", "units");
    private static final RecordType<Count> SERIAL = Count.at("serial", "last");
    private static final RecordType<Count> PAYMENT = Count.at("payment", "period");
    private static final RecordType<Count> SILENCE = Count.at("silence", "at");
    private static final RecordType<Count> PURGED = Count.at("purged", "at");

    private Keys() {}

    public static Key<CityProfile> city(String cityId) {
        return Key.of(Records.CITY, cityId);
    }

    public static Key<CityProfile> cityVersion(String cityId, int version) {
        return Key.of(Records.CITY, cityId, "v", Integer.toString(version));
    }

    /** The organisation that attests for a city beside its own (END-4). */
    public static Key<Pointer> witness(String cityId) {
        return Key.of(WITNESS, cityId);
    }

    public static Key<MspOwner> msp(String mspId) {
        return Key.of(Records.MSP, mspId);
    }

    public static Key<Member> member(String participantId) {
        return Key.of(Records.MEMBER, participantId);
    }

    public static Key<KeyOwner> pinned(Digest32 fingerprint) {
        return Key.of(Records.KEY, fingerprint.hex());
    }

    public static Key<Resource> resource(String resourceId) {
        return Key.of(Records.RESOURCE, resourceId);
    }

    /** The last serial number of a registration code of a city. */
    public static Key<Count> serial(String cityId) {
        return Key.of(SERIAL, cityId);
    }

    public static Key<Authorisation> authorisation(String authorisationId) {
        return Key.of(Records.AUTHORISATION, authorisationId);
    }

    /** The authorisation that a decision of a city opened. */
    public static Key<Pointer> decision(String cityId, Digest32 decisionRef) {
        return Key.of(DECISION, cityId, decisionRef.hex());
    }

    public static Key<Scenario> scenario(String scenarioId) {
        return Key.of(Records.SCENARIO, scenarioId);
    }

    public static Key<Product> product(String productId) {
        return Key.of(Records.PRODUCT, productId);
    }

    public static Key<ProductTariff> tariff(String productId, int version) {
        return Key.of(Records.TARIFF, productId, Integer.toString(version));
    }

    public static Key<Order> order(String orderId) {
        return Key.of(Records.ORDER, orderId);
    }

    /** Negotiated terms of an order; never on the channel (CNF-3). */
    public static Key<NegotiatedTerms> terms(String orderId) {
        return Key.of(Records.TERMS, orderId);
    }

    public static Key<Grant> grant(String grantId) {
        return Key.of(Records.GRANT, grantId);
    }

    public static Key<Grant> grantVersion(String grantId, int version) {
        return Key.of(Records.GRANT, grantId, "v", Integer.toString(version));
    }

    public static Prefix<Grant> grantVersions(String grantId) {
        return Prefix.of(Records.GRANT, grantId, "v");
    }

    public static Key<Mark> orderGrant(String orderId, String grantId) {
        return Key.of(ORDER_GRANT, orderId, grantId);
    }

    public static Prefix<Mark> grantsOf(String orderId) {
        return Prefix.of(ORDER_GRANT, orderId);
    }

    /** The one live grant of an order and resource. */
    public static Key<Pointer> live(String orderId, String resourceId) {
        return Key.of(LIVE, orderId, resourceId);
    }

    /** Who suspended a grant. */
    public static Key<Pointer> suspension(String grantId) {
        return Key.of(SUSPENSION, grantId);
    }

    public static Key<DeletionTask> deletion(String grantId) {
        return Key.of(Records.DELETION, grantId);
    }

    /** A deletion that is due and not stated; in the order of time. */
    public static Key<Mark> due(long dueAt, String grantId) {
        return Key.of(DUE, String.format(Locale.ROOT, "%015d", dueAt), grantId);
    }

    public static Prefix<Mark> allDue() {
        return Prefix.of(DUE);
    }

    public static Key<Consent> consent(String consentId) {
        return Key.of(Records.CONSENT, consentId);
    }

    public static Key<Derivative> derivative(String derivativeId) {
        return Key.of(Records.DERIVATIVE, derivativeId);
    }

    public static Key<ReceiptLog> log(String logId) {
        return Key.of(Records.LOG, logId);
    }

    public static Key<LogHead> head(String logId) {
        return Key.of(Records.HEAD, logId);
    }

    public static Key<Beat> beat(String logId) {
        return Key.of(Records.BEAT, logId);
    }

    /** When a log was purged, epoch milliseconds. */
    public static Key<Count> purged(String logId) {
        return Key.of(PURGED, logId);
    }

    public static Key<UsageTotal> total(String logId, String grantId, Action action, int period) {
        return Key.of(Records.TOTAL, logId, grantId, action.name(), Integer.toString(period));
    }

    public static Prefix<UsageTotal> totalsOf(String logId) {
        return Prefix.of(Records.TOTAL, logId);
    }

    public static Prefix<UsageTotal> totalsOf(String logId, String grantId, Action action) {
        return Prefix.of(Records.TOTAL, logId, grantId, action.name());
    }

    /** Units that a log leased or claimed and did not return. */
    public static Key<Count> held(String logId, String grantId, Action action) {
        return Key.of(HELD, logId, grantId, action.name());
    }

    public static Prefix<Count> heldBy(String logId) {
        return Prefix.of(HELD, logId);
    }

    public static Key<Mark> orderLog(String orderId, String logId) {
        return Key.of(ORDER_LOG, orderId, logId);
    }

    public static Prefix<Mark> logsOf(String orderId) {
        return Prefix.of(ORDER_LOG, orderId);
    }

    public static Key<PeriodClosed> periodClosed(String orderId, int period, String logId) {
        return Key.of(Records.PERIOD_CLOSED, orderId, Integer.toString(period), logId);
    }

    public static Key<Allowance> allowance(String grantId, Action action) {
        return Key.of(Records.ALLOWANCE, grantId, action.name());
    }

    public static Key<Lease> lease(String logId, String leaseId) {
        return Key.of(Records.LEASE, logId, leaseId);
    }

    public static Key<Mark> openLease(String logId, String leaseId) {
        return Key.of(OPEN_LEASE, logId, leaseId);
    }

    public static Prefix<Mark> openLeasesOf(String logId) {
        return Prefix.of(OPEN_LEASE, logId);
    }

    /** Units of a grant and action in a log's open blocks. */
    public static Key<OpenUnits> openUnits(String grantId, Action action, String logId) {
        return Key.of(Records.OPEN_UNITS, grantId, action.name(), logId);
    }

    public static Prefix<OpenUnits> openUnitsOf(String grantId, Action action) {
        return Prefix.of(Records.OPEN_UNITS, grantId, action.name());
    }

    public static Key<WriteOff> writeOff(String logId) {
        return Key.of(Records.WRITE_OFF, logId);
    }

    public static Key<GivenBack> givenBack(String callId) {
        return Key.of(Records.GIVEN_BACK, callId);
    }

    public static Key<StandingClaim> claim(String callId) {
        return Key.of(Records.CLAIM, callId);
    }

    public static Key<Breach> breach(String logId, String grantId, Action action) {
        return Key.of(Records.BREACH, logId, grantId, action.name());
    }

    public static Key<Settlement> settlement(String orderId, int period) {
        return Key.of(Records.SETTLEMENT, orderId, Integer.toString(period));
    }

    /** When a period was calculated without the counts of its silent buyer, epoch milliseconds. */
    public static Key<Count> silence(String orderId, int period) {
        return Key.of(SILENCE, orderId, Integer.toString(period));
    }

    public static Key<AcknowledgedUsage> acknowledged(
            String orderId, int period, String grantId, Action action, String logId) {
        return Key.of(Records.ACKNOWLEDGED, orderId, Integer.toString(period), grantId, action.name(), logId);
    }

    public static Prefix<AcknowledgedUsage> acknowledgedOf(String orderId, int period) {
        return Prefix.of(Records.ACKNOWLEDGED, orderId, Integer.toString(period));
    }

    /** Why a regulator put its signature in place of a party's. */
    public static Key<Enforcement> enforcement(String orderId, int period, SettlementStatus status) {
        return Key.of(Records.ENFORCEMENT, orderId, Integer.toString(period), status.name());
    }

    public static Key<CountDifference> difference(String orderId, int period, String grantId, Action action) {
        return Key.of(Records.DIFFERENCE, orderId, Integer.toString(period), grantId, action.name());
    }

    public static Prefix<CountDifference> differencesOf(String orderId, int period) {
        return Prefix.of(Records.DIFFERENCE, orderId, Integer.toString(period));
    }

    public static Key<OrderAccount> account(String orderId) {
        return Key.of(Records.ACCOUNT, orderId);
    }

    public static Key<Dispute> dispute(String disputeId) {
        return Key.of(Records.DISPUTE, disputeId);
    }

    /** The dispute of a call. */
    public static Key<Pointer> disputed(String logId, long index) {
        return Key.of(DISPUTED, logId, Long.toString(index));
    }

    public static Key<CreditNote> credit(String orderId, int period, String disputeId) {
        return Key.of(Records.CREDIT, orderId, Integer.toString(period), disputeId);
    }

    public static Prefix<CreditNote> creditsOf(String orderId) {
        return Prefix.of(Records.CREDIT, orderId);
    }

    /** The period that a payment receipt paid. */
    public static Key<Count> payment(String orderId, Digest32 paymentDigest) {
        return Key.of(PAYMENT, orderId, paymentDigest.hex());
    }
}
