package io.kontor.contract.state;

import io.kontor.contract.state.Entries.Beat;
import io.kontor.contract.state.Entries.Enforcement;
import io.kontor.contract.state.Entries.KeyOwner;
import io.kontor.contract.state.Entries.MspOwner;
import io.kontor.contract.state.Entries.OpenUnits;
import io.kontor.contract.state.Entries.StandingClaim;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationCodec;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.CityProfileCodec;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCodec;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeCodec;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.DeletionTaskCodec;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantCodec;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderCodec;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.product.NegotiatedTermsCodec;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductCodec;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.product.ProductTariffCodec;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.AllowanceCodec;
import io.kontor.model.receipt.Breach;
import io.kontor.model.receipt.BreachCodec;
import io.kontor.model.receipt.GivenBack;
import io.kontor.model.receipt.GivenBackCodec;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.PeriodClosed;
import io.kontor.model.receipt.PeriodClosedCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.receipt.UsageTotalCodec;
import io.kontor.model.receipt.WriteOff;
import io.kontor.model.receipt.WriteOffCodec;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceCodec;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioCodec;
import io.kontor.model.settlement.AcknowledgedUsage;
import io.kontor.model.settlement.AcknowledgedUsageCodec;
import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.CountDifferenceCodec;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.CreditNoteCodec;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeCodec;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.OrderAccountCodec;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementCodec;

/** Every kind of record that stands on the ledger, with its codec (KEY-1). */
public final class Records {

    public static final RecordType<CityProfile> CITY =
            new RecordType<>("city", CityProfileCodec::toJson, CityProfileCodec::fromJson);
    public static final RecordType<Member> MEMBER =
            new RecordType<>("member", MemberCodec::toJson, MemberCodec::fromJson);
    public static final RecordType<Resource> RESOURCE =
            new RecordType<>("resource", ResourceCodec::toJson, ResourceCodec::fromJson);
    public static final RecordType<Authorisation> AUTHORISATION =
            new RecordType<>("authorisation", AuthorisationCodec::toJson, AuthorisationCodec::fromJson);
    public static final RecordType<Scenario> SCENARIO =
            new RecordType<>("scenario", ScenarioCodec::toJson, ScenarioCodec::fromJson);
    public static final RecordType<Product> PRODUCT =
            new RecordType<>("product", ProductCodec::toJson, ProductCodec::fromJson);
    public static final RecordType<ProductTariff> TARIFF =
            new RecordType<>("tariff", ProductTariffCodec::toJson, ProductTariffCodec::fromJson);
    public static final RecordType<Order> ORDER = new RecordType<>("order", OrderCodec::toJson, OrderCodec::fromJson);
    public static final RecordType<Grant> GRANT = new RecordType<>("grant", GrantCodec::toJson, GrantCodec::fromJson);
    public static final RecordType<DeletionTask> DELETION =
            new RecordType<>("deletion", DeletionTaskCodec::toJson, DeletionTaskCodec::fromJson);
    public static final RecordType<Consent> CONSENT =
            new RecordType<>("consent", ConsentCodec::toJson, ConsentCodec::fromJson);
    public static final RecordType<Derivative> DERIVATIVE =
            new RecordType<>("derivative", DerivativeCodec::toJson, DerivativeCodec::fromJson);
    public static final RecordType<ReceiptLog> LOG =
            new RecordType<>("log", ReceiptLogCodec::toJson, ReceiptLogCodec::fromJson);
    public static final RecordType<Settlement> SETTLEMENT =
            new RecordType<>("settlement", 2, SettlementCodec::toJson, SettlementCodec::fromJson);

    static final RecordType<NegotiatedTerms> TERMS =
            new RecordType<>("terms", NegotiatedTermsCodec::toJson, NegotiatedTermsCodec::fromJson);
    static final RecordType<LogHead> HEAD = new RecordType<>("head", LogHeadCodec::toJson, LogHeadCodec::fromJson);
    static final RecordType<UsageTotal> TOTAL =
            new RecordType<>("total", UsageTotalCodec::toJson, UsageTotalCodec::fromJson);
    static final RecordType<PeriodClosed> PERIOD_CLOSED =
            new RecordType<>("period-closed", PeriodClosedCodec::toJson, PeriodClosedCodec::fromJson);
    static final RecordType<Allowance> ALLOWANCE =
            new RecordType<>("allowance", AllowanceCodec::toJson, AllowanceCodec::fromJson);
    static final RecordType<Lease> LEASE = new RecordType<>("lease", LeaseCodec::toJson, LeaseCodec::fromJson);
    static final RecordType<GivenBack> GIVEN_BACK =
            new RecordType<>("given-back", GivenBackCodec::toJson, GivenBackCodec::fromJson);
    static final RecordType<WriteOff> WRITE_OFF =
            new RecordType<>("write-off", WriteOffCodec::toJson, WriteOffCodec::fromJson);
    static final RecordType<OpenUnits> OPEN_UNITS =
            new RecordType<>("open-units", 3, OpenUnits::toJson, OpenUnits::fromJson);
    static final RecordType<Breach> BREACH = new RecordType<>("breach", BreachCodec::toJson, BreachCodec::fromJson);
    static final RecordType<OrderAccount> ACCOUNT =
            new RecordType<>("account", OrderAccountCodec::toJson, OrderAccountCodec::fromJson);
    static final RecordType<Dispute> DISPUTE =
            new RecordType<>("dispute", DisputeCodec::toJson, DisputeCodec::fromJson);
    static final RecordType<AcknowledgedUsage> ACKNOWLEDGED =
            new RecordType<>("acknowledged", 5, AcknowledgedUsageCodec::toJson, AcknowledgedUsageCodec::fromJson);
    static final RecordType<CountDifference> DIFFERENCE =
            new RecordType<>("difference", 4, CountDifferenceCodec::toJson, CountDifferenceCodec::fromJson);
    static final RecordType<Enforcement> ENFORCEMENT =
            new RecordType<>("enforced", 3, Enforcement::toJson, Enforcement::fromJson);
    static final RecordType<CreditNote> CREDIT =
            new RecordType<>("credit", CreditNoteCodec::toJson, CreditNoteCodec::fromJson);

    static final RecordType<MspOwner> MSP = new RecordType<>("msp", MspOwner::toJson, MspOwner::fromJson);
    static final RecordType<KeyOwner> KEY = new RecordType<>("key", KeyOwner::toJson, KeyOwner::fromJson);
    static final RecordType<StandingClaim> CLAIM =
            new RecordType<>("claim", StandingClaim::toJson, StandingClaim::fromJson);
    static final RecordType<Beat> BEAT = new RecordType<>("beat", Beat::toJson, Beat::fromJson);

    private Records() {}
}
