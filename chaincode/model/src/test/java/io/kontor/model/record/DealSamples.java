package io.kontor.model.record;

import static io.kontor.model.record.Samples.DAY;
import static io.kontor.model.record.Samples.DIGEST;
import static io.kontor.model.record.Samples.MIDNIGHT;
import static io.kontor.model.record.Samples.base64;
import static io.kontor.model.record.Samples.digest;

import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.DayHours;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantStanding;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.grant.RateLimit;
import io.kontor.model.grant.RatePeriod;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.grant.ViewingBounds;
import io.kontor.model.grant.Weekday;
import io.kontor.model.order.Credential;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.order.Signature;
import io.kontor.model.order.TermsCommitment;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.product.NegotiatedTermsCodec;
import io.kontor.model.rating.StatementLine;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.AcknowledgedUsage;
import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeOpening;
import io.kontor.model.settlement.DisputeStatus;
import io.kontor.model.settlement.MissingReceipt;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import io.kontor.model.settlement.SignedUsage;
import io.kontor.model.settlement.SupplierShare;
import java.util.List;
import java.util.Optional;

/** One fictional instance of each record of a deal, with every optional field present. */
final class DealSamples {

    static final String CALL = "00112233445566778899aabbccddeeff";

    static final Credential USER = new Credential(digest("user"), digest("user key"));
    static final Credential APPLICATION = new Credential(digest("application"), digest("application key"));
    static final Signature SIGNATURE = signature("Q-INS");
    static final NegotiatedTerms NEGOTIATED = new NegotiatedTerms("O-1", Samples.PRODUCT_TARIFF, digest("salt"));
    static final TermsCommitment COMMITMENT =
            new TermsCommitment(List.of("F", "Q"), NegotiatedTermsCodec.digest(NEGOTIATED));
    static final OrderProposal PROPOSAL = new OrderProposal(
            "O-1",
            "outpatient-claim",
            1,
            "SC-F-0001",
            "F-OPS",
            "Q-INS",
            List.of(USER),
            List.of(APPLICATION),
            Optional.of(COMMITMENT));
    static final Order ORDER = new Order(
            "O-1",
            "outpatient-claim",
            1,
            "SC-F-0001",
            "F-OPS",
            "Q-INS",
            Samples.SPLIT,
            List.of(USER),
            List.of(APPLICATION),
            1,
            OrderStatus.ACTIVE,
            List.of(SIGNATURE, signature("F-OPS")),
            Optional.of(COMMITMENT));

    static final ActionTerms ACTION_TERMS = new ActionTerms(Action.PROCESS, 1_000, Optional.of(List.of(APPLICATION)));
    static final TimeWindow WINDOW = new TimeWindow(MIDNIGHT, MIDNIGHT + 120 * DAY);
    static final ViewingBounds VIEWING = ViewingBounds.DEFAULT;
    static final DayHours HOURS = new DayHours(510, 1_080);
    static final RateLimit RATE = new RateLimit(RatePeriod.HOUR, 100);
    static final UsageBounds BOUNDS = new UsageBounds(
            Optional.of(HOURS),
            Optional.of(List.of(Weekday.MONDAY, Weekday.FRIDAY)),
            Optional.of(List.of(RATE, new RateLimit(RatePeriod.DAY, 500))),
            Optional.of(1_048_576L),
            Optional.of(2_000L));
    static final GrantTerms TERMS = new GrantTerms(
            "R1",
            "SC-F-0001",
            List.of(ACTION_TERMS),
            List.of(USER),
            List.of(APPLICATION),
            WINDOW,
            List.of("就诊流水号", "费用总额"),
            List.of(Duty.MASK, Duty.DELETE),
            List.of(Prohibition.DISTRIBUTE),
            ConsentRule.ONE_SHOT,
            VIEWING,
            Optional.of(BOUNDS));
    static final GrantProposal GRANT_PROPOSAL =
            new GrantProposal("G-1", 1, "O-1", TERMS, GrantTermsCodec.hash(TERMS), DIGEST);
    static final Grant GRANT = new Grant(
            "G-1",
            1,
            "O-1",
            "R1",
            "F-H1",
            "F-OPS",
            "Q-INS",
            TERMS,
            GrantTermsCodec.hash(TERMS),
            1,
            DIGEST,
            GrantStatus.TERMINATED,
            List.of(signature("F-H1"), signature("F-OPS"), SIGNATURE),
            Optional.of("terminated by the supplier"),
            MIDNIGHT,
            Optional.of(MIDNIGHT + DAY));
    static final DeletionTask DELETION = new DeletionTask(
            "G-1",
            "Q-INS",
            MIDNIGHT,
            MIDNIGHT + DAY,
            Optional.of(digest("keys")),
            Optional.of(digest("statement")),
            Optional.of(MIDNIGHT + DAY + 2),
            Optional.of(MIDNIGHT + DAY + 1));
    static final GrantStanding STANDING = new GrantStanding(
            "G-1",
            1,
            GrantStatus.ACTIVE,
            MIDNIGHT,
            Optional.of(RejectionCode.NO_AUTHORISATION),
            Optional.of("member Q-INS is REVOKED"),
            Optional.of(MIDNIGHT + DAY),
            List.of("grant/G-1", "member/Q-INS"));

    static final Consent CONSENT = new Consent(
            "C-1",
            "F-EX",
            DIGEST,
            MIDNIGHT,
            MIDNIGHT + 1_800_000,
            ConsentStatus.CONSUMED,
            Optional.of(CALL),
            Optional.of("log-1"));
    static final ConsentDocument DOCUMENT = new ConsentDocument(
            "C-1",
            "patient 7 (synthetic)",
            List.of("就诊流水号", "费用总额"),
            "Q-INS",
            "R1",
            "SC-F-0001",
            MIDNIGHT,
            MIDNIGHT + 1_800_000,
            "ab".repeat(32));

    static final PeriodCount COUNT = new PeriodCount("G-1", Action.PROCESS, 8, 7, 168);
    static final SignedUsage SIGNED_USAGE =
            new SignedUsage("O-1", 1, ReceiptSamples.PROVEN_LEAF, ReceiptSamples.PROVEN_LEAF);
    static final AcknowledgedUsage ACKNOWLEDGED = new AcknowledgedUsage("O-1", 1, "log-1", 9, 18, 17, COUNT);
    static final MissingReceipt MISSING =
            new MissingReceipt(MissingReceipt.Side.BUYER, "log-1", 17, CALL, digest("leaf"), 24, "F-H1");
    static final CountDifference DIFFERENCE =
            new CountDifference("O-1", 1, COUNT, new PeriodCount("G-1", Action.PROCESS, 7, 6, 144), List.of(MISSING));
    static final PeriodRating RATING =
            new PeriodRating(0, 288, 0, 2_784, List.of(Samples.LINE, new StatementLine(2, 48, Samples.EIGHT)));
    static final SupplierShare SHARE =
            new SupplierShare("F-H1", 168, 767, 1, -2, Optional.of("N-1"), Optional.of(digest("treasury")));
    static final PeriodShares SHARES = new PeriodShares(
            1_314,
            1_470,
            List.of(SHARE, new SupplierShare("F-H2", 120, 547, 0, 0, Optional.empty(), Optional.empty())));
    static final Settlement SETTLEMENT = new Settlement(
            "O-1",
            1,
            SettlementStatus.TREASURY_PAID,
            List.of(SIGNATURE, signature("F-OPS")),
            Optional.of(MIDNIGHT),
            List.of(COUNT),
            List.of(COUNT),
            Optional.of(RATING),
            Optional.of(SHARES),
            List.of(SIGNATURE, signature("F-OPS")),
            Optional.of(digest("payment")),
            24);
    static final OrderAccount ACCOUNT = new OrderAccount(
            "O-1",
            288,
            2_784,
            1_314,
            1_470,
            List.of(
                    new OrderAccount.SupplierAccount("F-H1", 168, 767, 20),
                    new OrderAccount.SupplierAccount("F-H2", 120, 547, -97)));
    static final CreditNote CREDIT = new CreditNote(
            "O-1",
            2,
            "D-1",
            24,
            -192,
            -77,
            -115,
            List.of(new CreditNote.SupplierDifference("F-H1", 20), new CreditNote.SupplierDifference("F-H2", -97)));
    static final Dispute DISPUTE = new Dispute(
            "D-1",
            "O-1",
            1,
            "G-2",
            Action.PROCESS,
            "log-2",
            17,
            DIGEST,
            24,
            "wrong patient's record",
            Optional.of(digest("bundle")),
            DisputeStatus.UPHELD,
            Optional.of("credited"),
            Optional.of(2));
    static final DisputeOpening DISPUTE_OPENING =
            new DisputeOpening("D-1", "O-1", base64("leaf"), Samples.INCLUSION, "wrong patient's record");

    private DealSamples() {}

    static Signature signature(String participantId) {
        return new Signature(
                participantId,
                digest(participantId),
                digest("tx " + participantId).hex(),
                MIDNIGHT);
    }
}
