package io.kontor.app.testing;

import static io.kontor.app.testing.TestRecords.MIDNIGHT;
import static io.kontor.app.testing.TestRecords.digest;
import static io.kontor.app.testing.TestRecords.signature;

import io.kontor.model.grant.Action;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.rating.StatementLine;
import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.CountDifferenceCodec;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.CreditNote.SupplierDifference;
import io.kontor.model.settlement.CreditNoteCodec;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeCodec;
import io.kontor.model.settlement.DisputeStatus;
import io.kontor.model.settlement.MissingReceipt;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementCodec;
import io.kontor.model.settlement.SettlementStatus;
import io.kontor.model.settlement.SupplierShare;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settlement of the demonstration: 27.84 shared in the first period, a dispute upheld, a credit note in the second. */
final class TestSettlement {

    static final String DISPUTE = "D-000000000000000000000001";

    private TestSettlement() {}

    static void write(FakeLedger ledger) {
        ledger.write(
                "settlement:treasury", Map.of("settlement/" + TestDeal.ORDER + "/1", SettlementCodec.toJson(first())));
        ledger.write(
                "settlement:resolve",
                Map.of(
                        "dispute/" + DISPUTE, DisputeCodec.toJson(dispute()),
                        "credit/" + TestDeal.ORDER + "/2/" + DISPUTE, CreditNoteCodec.toJson(credit())));
        ledger.write(
                "settlement:calculate",
                Map.of("settlement/" + TestDeal.ORDER + "/2", SettlementCodec.toJson(second())));
    }

    /** A period that the regulator closed in place of the seller, and in whose counts a receipt is missing at the buyer. */
    static void enforce(FakeLedger ledger) {
        PeriodCount supplier = new PeriodCount(TestDeal.GRANT_R1, Action.PROCESS, 2, 2, 48);
        PeriodCount buyer = new PeriodCount(TestDeal.GRANT_R1, Action.PROCESS, 1, 1, 24);
        Settlement settlement = new Settlement(
                TestDeal.ORDER,
                4,
                SettlementStatus.CLOSED_FOR_METERING,
                List.of(signature("Q-INS"), signature("F-DATA")),
                Optional.of(MIDNIGHT + 21 * 3_600_000L),
                List.of(supplier),
                List.of(buyer),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0);
        MissingReceipt missing = new MissingReceipt(
                MissingReceipt.Side.BUYER, "log-f-h1", 7, "0".repeat(31) + "7", digest("leaf 7"), 24, "F-H1");
        CountDifference difference = new CountDifference(TestDeal.ORDER, 4, supplier, buyer, List.of(missing));
        ledger.write(
                "settlement:enforce",
                Map.of(
                        "settlement/" + TestDeal.ORDER + "/4",
                        SettlementCodec.toJson(settlement),
                        "difference/" + TestDeal.ORDER + "/4/" + TestDeal.GRANT_R1 + "/PROCESS",
                        CountDifferenceCodec.toJson(difference)));
    }

    private static Settlement first() {
        List<PeriodCount> counts = List.of(
                new PeriodCount(TestDeal.GRANT_R1, Action.PROCESS, 8, 7, 168),
                new PeriodCount(TestDeal.GRANT_R2, Action.PROCESS, 5, 5, 120),
                new PeriodCount(TestDeal.GRANT_R3, Action.VIEW, 3, 3, 72));
        PeriodRating rating = new PeriodRating(
                0,
                288,
                0,
                2_784,
                List.of(
                        new StatementLine(1, 240, UnitPrice.ofYuan("0.10")),
                        new StatementLine(2, 48, UnitPrice.ofYuan("0.08"))));
        PeriodShares shares = new PeriodShares(
                1_314,
                1_470,
                List.of(
                        new SupplierShare(
                                "F-H1", 168, 767, 1, 0, Optional.of("NT-2026-0117"), Optional.of(digest("treasury 1"))),
                        new SupplierShare("F-H2", 120, 547, 0, 0, Optional.of("NT-2026-0118"), Optional.empty())));
        return new Settlement(
                TestDeal.ORDER,
                1,
                SettlementStatus.NON_TAX_NOTICED,
                List.of(signature("Q-INS"), signature("F-OPS")),
                Optional.of(MIDNIGHT + 13 * 3_600_000L),
                counts,
                counts,
                Optional.of(rating),
                Optional.of(shares),
                List.of(signature("Q-INS"), signature("F-OPS")),
                Optional.of(digest("payment")),
                0);
    }

    private static Settlement second() {
        PeriodRating rating =
                new PeriodRating(264, 48, 2_592, 384, List.of(new StatementLine(2, 48, UnitPrice.ofYuan("0.08"))));
        return new Settlement(
                TestDeal.ORDER,
                2,
                SettlementStatus.CALCULATED,
                List.of(signature("Q-INS"), signature("F-OPS")),
                Optional.of(MIDNIGHT + 20 * 3_600_000L),
                List.of(new PeriodCount(TestDeal.GRANT_R1, Action.PROCESS, 3, 3, 72)),
                List.of(new PeriodCount(TestDeal.GRANT_R1, Action.PROCESS, 2, 2, 48)),
                Optional.of(rating),
                Optional.empty(),
                List.of(signature("F-OPS")),
                Optional.empty(),
                24);
    }

    private static Dispute dispute() {
        return new Dispute(
                DISPUTE,
                TestDeal.ORDER,
                1,
                TestDeal.GRANT_R2,
                Action.PROCESS,
                "log-f-h2",
                3,
                digest("leaf"),
                24,
                "返回的记录属于另一位患者",
                Optional.of(digest("bundle")),
                DisputeStatus.UPHELD,
                Optional.of("经核对,记录确属他人,予以冲正"),
                Optional.of(2));
    }

    private static CreditNote credit() {
        return new CreditNote(
                TestDeal.ORDER,
                2,
                DISPUTE,
                24,
                -192,
                -77,
                -115,
                List.of(new SupplierDifference("F-H1", 20), new SupplierDifference("F-H2", -97)));
    }
}
