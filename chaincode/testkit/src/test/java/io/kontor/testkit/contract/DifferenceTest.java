package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.contract.Bed.rejects;
import static io.kontor.testkit.fixtures.DemoDeal.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.settlement.DifferenceLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.MissingReceipt;
import io.kontor.model.settlement.MissingReceipt.Side;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A difference of both counts is an object on the ledger: SET-9. */
class DifferenceTest {

    private static final PeriodCount ALL = new PeriodCount("G-R2", Action.PROCESS, 5, 5, 120);
    private static final PeriodCount FEWER = new PeriodCount("G-R2", Action.PROCESS, 4, 4, 96);
    private static final PeriodCount ALONE = new PeriodCount("G-R4", Action.DOWNLOAD, 1, 1, 1);

    private final Bed bed = new Bed();
    private final ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock);
    private final DifferenceLedger buyer = new DifferenceLedger(bed.connector("Q-INS"));
    private final DifferenceLedger h2 = new DifferenceLedger(bed.connector("F-H2"));

    private CountDifference differ() {
        day.callAsInTheDemo().closePeriod(1);
        day.count(1, List.of(new PeriodCount("G-R1", Action.PROCESS, 8, 7, 168), FEWER, ALONE));
        day.seller().calculate(ORDER, 1);
        return buyer.differences(ORDER, 1).get(0);
    }

    private static MissingReceipt missing(Side side, long index, String namedBy) {
        return new MissingReceipt(side, "L-2", index, callId((int) index), DemoRecords.digest("leaf"), 24, namedBy);
    }

    @Test
    void each_count_in_which_the_sides_differ_is_on_record() {
        assertThat(differ()).isEqualTo(new CountDifference(ORDER, 1, ALL, FEWER, List.of()));
        assertThat(buyer.differences(ORDER, 1))
                .containsExactly(
                        new CountDifference(ORDER, 1, ALL, FEWER, List.of()),
                        new CountDifference(
                                ORDER, 1, new PeriodCount("G-R4", Action.DOWNLOAD, 0, 0, 0), ALONE, List.of()));
    }

    @Test
    void equal_counts_leave_no_difference() {
        day.callAsInTheDemo().closePeriod(1).payPeriod(1);
        assertThat(buyer.differences(ORDER, 1)).isEmpty();
    }

    @Test
    void each_side_names_the_receipts_that_are_missing_once() {
        CountDifference difference = differ();
        MissingReceipt unseen = missing(Side.BUYER, 5, "F-H2");
        MissingReceipt uncounted = missing(Side.SUPPLIER, 99, "Q-INS");
        h2.missing(difference, List.of(unseen));
        h2.missing(difference, List.of(unseen));
        CountDifference named = buyer.missing(difference, List.of(missing(Side.BUYER, 5, "Q-INS"), uncounted))
                .record();
        assertThat(named.missing()).containsExactly(unseen, uncounted);
        assertThat(buyer.differences(ORDER, 1).get(0)).isEqualTo(named);
    }

    @Test
    void missing_receipts_are_named_in_ones_own_name_and_of_the_suppliers_log() {
        CountDifference difference = differ();
        rejects(RejectionCode.ORGANISATION, () -> h2.missing(difference, List.of(missing(Side.BUYER, 5, "Q-INS"))));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new DifferenceLedger(bed.connector("F-H1"))
                        .missing(difference, List.of(missing(Side.BUYER, 5, "F-H1"))));
        rejects(RejectionCode.BOUNDS, () -> h2.missing(difference, List.of(missing(Side.BUYER, 99, "F-H2"))));
        MissingReceipt foreign =
                new MissingReceipt(Side.BUYER, "L-1", 5, callId(5), DemoRecords.digest("leaf"), 24, "F-H2");
        rejects(RejectionCode.LOG, () -> h2.missing(difference, List.of(foreign)));
        List<MissingReceipt> many = IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> missing(Side.SUPPLIER, i, "F-H2"))
                .toList();
        rejects(RejectionCode.BOUNDS, () -> h2.missing(difference, many));
        CountDifference none = new CountDifference(ORDER, 2, ALL, FEWER, List.of());
        rejects(RejectionCode.NOT_FOUND, () -> h2.missing(none, List.of(missing(Side.BUYER, 5, "F-H2"))));
        assertThat(buyer.differences(ORDER, 1).get(0).missing()).isEmpty();
    }
}
