package io.kontor.app.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** REST-9: what a mirror says of the anchored head. */
class MirrorReportTest {

    @Test
    void a_root_that_was_right_for_an_older_head_says_nothing_of_the_newer_one() {
        MirrorReports.Report report = report(MirrorState.VERIFIED, 40).ofAnchoredHead();
        assertThat(report.state()).isEqualTo(MirrorState.PENDING);
        assertThat(report.ownRoot()).isEmpty();
        assertThat(report.anchoredRoot()).contains("bb");
    }

    @Test
    void a_root_of_the_anchored_head_stands() {
        MirrorReports.Report report = report(MirrorState.VERIFIED, 45);
        assertThat(report.ofAnchoredHead()).isSameAs(report);
    }

    @Test
    void a_root_that_was_wrong_for_an_older_head_stays_wrong() {
        MirrorReports.Report report = report(MirrorState.MISMATCH, 40);
        assertThat(report.ofAnchoredHead()).isSameAs(report);
    }

    private static MirrorReports.Report report(MirrorState state, long checkedSize) {
        return new MirrorReports.Report(
                "log-f-h1",
                "F-H1",
                Optional.of("F-DATA"),
                45,
                state,
                checkedSize,
                Optional.of("aa"),
                45,
                Optional.of("bb"),
                Optional.empty(),
                Optional.of("tx"),
                9,
                Optional.empty());
    }
}
