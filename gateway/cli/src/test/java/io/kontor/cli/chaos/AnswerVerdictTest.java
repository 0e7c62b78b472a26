package io.kontor.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kontor.cli.chaos.Absences.Absence;
import io.kontor.cli.chaos.Absences.Why;
import io.kontor.cli.chaos.Trial.Kind;
import io.kontor.cli.chaos.Trial.Told;
import io.kontor.cli.chaos.Trial.What;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCodec;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.AllowanceCodec;
import io.kontor.model.receipt.LeafKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** LOG-9 and INV-9 as callers see them: each wrong answer is seen, and each allowed one passes only where it is allowed. */
class AnswerVerdictTest {

    private static final String WITHIN = "answers within lease and bound of staleness";
    private static final String OUTSIDE = "other answers without data";
    private static final String PLANE = "X1";
    private static final String GRANT = "G-CALM-1";
    private static final String CONSENT = "CNS-1";
    private static final String CALL = "01".repeat(16);
    private static final String OTHER_CALL = "02".repeat(16);
    /** When the data plane was looked at; the calls are asked a second later. */
    private static final long LOOK = 1_000_000;

    private static final long ASKED = LOOK + 1_000;
    private static final Told STALE = told(503, "STALE");
    private static final Told DATA = new Told(200, Optional.of(LeafKind.RELEASED), "", "");

    private final List<Trial> trials = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();
    private final List<LedgerWrite> written = new ArrayList<>();
    private long units = 5;
    private long contact = 2_000;
    private long view = 2_000;
    private boolean current = true;
    private boolean currentAfter = true;

    @Test
    void answers_with_data_within_lease_and_bound_pass() {
        call(DATA);

        assertThat(failed()).isEmpty();
    }

    @Test
    void a_run_that_delivered_nothing_within_lease_and_bound_proves_nothing() {
        units = 0;
        call(DATA);

        assertThat(failed()).containsExactly(WITHIN);
    }

    @Test
    void no_refusal_within_lease_and_bound_passes() {
        for (Told wrong : List.of(
                STALE,
                told(503, "BUSY"),
                told(503, "LEASED_ELSEWHERE"),
                told(500, "INTERNAL"),
                told(0, Told.LOST),
                denied("COUNT"))) {
            trials.clear();
            allowance(0);
            call(DATA);
            call(wrong);

            assertThat(failed()).as(wrong.code()).containsExactly(WITHIN);
        }
    }

    @Test
    void without_a_unit_in_hand_it_may_say_to_come_again() {
        call(DATA);
        units = 1;
        call(STALE);
        assertThat(failed()).as("the other call may have taken the one unit").containsExactly(WITHIN);
        assertThat(text(WITHIN)).startsWith("0 errors, 0 with data");

        units = 3;
        assertThat(failed()).as("there were units for both").containsExactly(WITHIN);
        assertThat(text(WITHIN)).startsWith("1 errors, 1 with data");
    }

    @Test
    void beyond_its_bound_it_may_say_to_come_again() {
        for (long[] ages : List.of(new long[] {60_000, 1_000}, new long[] {1_000, 60_000})) {
            contact = ages[0];
            view = ages[1];
            call(STALE);
            assertThat(text(WITHIN)).startsWith("0 errors");
            assertThat(failed()).doesNotContain(OUTSIDE);
        }
        contact = 50_000;
        view = 50_000;
        assertThat(text(WITHIN)).startsWith("2 errors");
    }

    /** LOG-9: it knows that something changed and cannot read what. */
    @Test
    void with_a_view_that_is_out_of_date_it_may_say_to_come_again() {
        call(STALE);
        current = false;
        assertThat(text(WITHIN)).startsWith("0 errors");
        assertThat(failed()).doesNotContain(OUTSIDE);

        current = true;
        currentAfter = false;
        assertThat(text(WITHIN)).startsWith("0 errors");
        assertThat(failed()).doesNotContain(OUTSIDE);
    }

    @Test
    void a_struck_instance_is_excused_as_long_as_it_is_struck() {
        absences.add(new Absence(PLANE, Why.DOWN, ASKED - 10, ASKED + 5));
        call(told(0, Told.LOST));
        assertThat(failed()).doesNotContain(OUTSIDE);

        absences.set(0, new Absence("X2", Why.DOWN, ASKED - 10, ASKED + 5));
        call(DATA);
        assertThat(failed()).as("another was struck").containsExactly(WITHIN);

        absences.set(0, new Absence(PLANE, Why.DOWN, ASKED - 600, ASKED - 500));
        assertThat(failed()).as("nothing in hand since then, but it answers").contains(OUTSIDE);
    }

    @Test
    void a_fault_or_no_answer_is_no_way_to_say_come_again() {
        units = 0;
        for (Told wrong : List.of(
                told(500, "INTERNAL"),
                told(0, Told.LOST),
                told(409, "WRONG_STATE"),
                denied("TERMINATED"),
                new Told(403, Optional.of(LeafKind.ABORTED), "STALE", ""))) {
            trials.clear();
            call(wrong);
            assertThat(failed()).as(wrong.toString()).contains(OUTSIDE);
        }
    }

    @Test
    void an_opening_needs_no_unit_but_a_grant_that_was_read() {
        units = 0;
        call(DATA);
        call(DATA);
        add(new What(Kind.OPENING, PLANE, PLANE, GRANT, "", Optional.empty(), ASKED), STALE);
        assertThat(text(WITHIN)).startsWith("1 errors");

        trials.clear();
        add(new What(Kind.OPENING, PLANE, PLANE, "G-LARGE-1", "", Optional.empty(), ASKED), STALE);
        assertThat(text(WITHIN)).startsWith("0 errors");
        assertThat(failed()).doesNotContain(OUTSIDE);
    }

    @Test
    void a_head_is_always_taken() {
        units = 0;
        contact = 90_000;
        head(STALE, ASKED);

        assertThat(text(WITHIN)).startsWith("1 errors");
    }

    @Test
    void a_head_is_due_only_when_none_was_taken_of_late() {
        call(DATA);
        call(told(429, "HEAD_DUE"));
        assertThat(failed()).isEmpty();

        head(told(200, ""), ASKED - 4_000);
        assertThat(failed()).containsExactly(WITHIN);

        trials.removeIf(trial -> trial.what().kind() == Kind.HEAD);
        head(told(200, ""), ASKED - 6_000);
        assertThat(failed()).isEmpty();
    }

    @Test
    void a_session_is_forgotten_only_by_an_instance_that_was_struck_since() {
        call(DATA);
        call(told(401, "NOT_AUTHENTICATED"));
        assertThat(failed()).containsExactly(WITHIN);

        absences.add(new Absence(PLANE, Why.DOWN, LOOK - 900, LOOK - 800));
        assertThat(failed()).isEmpty();
    }

    @Test
    void the_receipt_of_an_earlier_attempt_comes_only_after_a_blow() {
        Told aborted = new Told(409, Optional.of(LeafKind.ABORTED), "ALREADY_RELEASED", "");
        call(DATA);
        trials.add(new Trial(call(CALL), LOOK - 950, LOOK - 850, told(0, Told.LOST)));
        call(aborted);
        assertThat(failed()).containsExactly(WITHIN, OUTSIDE);

        absences.add(new Absence(PLANE, Why.DOWN, LOOK - 900, LOOK - 800));
        assertThat(failed()).isEmpty();
    }

    @Test
    void a_source_fails_only_while_its_database_is_away() {
        Told failed = new Told(502, Optional.of(LeafKind.FAILED), "FAILED", "");
        call(DATA);
        add(new What(Kind.CALL, PLANE, PLANE, "G-TABLE-1", CALL, Optional.empty(), LOOK), failed);
        assertThat(failed()).containsExactly(OUTSIDE);

        absences.add(new Absence(Database.PROCESS, Why.DOWN, ASKED, ASKED + 100));
        assertThat(failed()).isEmpty();
        call(failed);
        assertThat(failed()).as("no database is behind it").containsExactly(WITHIN);
    }

    @Test
    void the_count_is_used_up_only_when_it_is_so_on_the_ledger() {
        units = 0;
        call(denied("COUNT"));
        allowance(1);
        assertThat(failed()).contains(OUTSIDE);

        written.add(allowance(0, ASKED + 5_000));
        assertThat(failed()).as("later than the answer").contains(OUTSIDE);

        written.add(allowance(0, ASKED));
        assertThat(failed()).doesNotContain(OUTSIDE);

        written.clear();
        written.add(allowance(0, LOOK - 500_000));
        written.add(allowance(1, ASKED - LedgerHistory.COMMIT_MS + 1_000));
        assertThat(failed())
                .as("what is free again may not have been committed yet")
                .doesNotContain(OUTSIDE);

        written.set(1, allowance(1, ASKED - LedgerHistory.COMMIT_MS - 1_000));
        assertThat(failed()).as("free again for long").contains(OUTSIDE);
    }

    @Test
    void units_are_leased_elsewhere_only_when_another_log_has_them() {
        units = 0;
        call(told(503, "LEASED_ELSEWHERE"));
        open("X1", 9);
        open("X2", 0);
        assertThat(failed()).contains(OUTSIDE);

        open("X3", 2);
        assertThat(failed()).doesNotContain(OUTSIDE);
    }

    @Test
    void a_consented_call_waits_or_comes_again_and_is_denied_only_when_another_call_used_the_consent() {
        call(DATA);
        add(consented(), STALE);
        assertThat(failed()).isEmpty();

        add(consented(), denied("CONSENT_CONSUMED"));
        assertThat(failed()).containsExactly(OUTSIDE);
        consumed(CALL, ASKED);
        assertThat(failed()).as("it has used it itself").containsExactly(OUTSIDE);
        consumed(OTHER_CALL, ASKED + 50_000);
        assertThat(failed()).as("later than the answer").containsExactly(OUTSIDE);
        consumed(OTHER_CALL, ASKED);
        assertThat(failed()).isEmpty();
    }

    @Test
    void a_consent_that_a_call_claimed_before_its_instance_was_struck_stays_used() {
        call(DATA);
        trials.add(new Trial(consented(), LOOK - 950, LOOK - 850, told(0, Told.LOST)));
        add(consented(), denied("CONSENT_CONSUMED"));
        consumed(CALL, LOOK - 940);
        absences.add(new Absence(PLANE, Why.DOWN, LOOK - 900, LOOK - 800));

        assertThat(failed()).isEmpty();
    }

    private void call(Told told) {
        add(call(CALL), told);
    }

    private static What call(String callId) {
        return new What(Kind.CALL, PLANE, PLANE, GRANT, callId, Optional.empty(), LOOK - 1_000);
    }

    private static What consented() {
        return new What(Kind.CALL, PLANE, PLANE, "G-PERSONAL-1", CALL, Optional.of(CONSENT), LOOK - 1_000);
    }

    private void head(Told told, long asked) {
        What what = new What(Kind.HEAD, PLANE, PLANE, GRANT, "", Optional.empty(), LOOK - 1_000);
        trials.add(new Trial(what, asked, asked + 1, told));
    }

    private void add(What what, Told told) {
        trials.add(new Trial(what, ASKED, ASKED + 20, told));
    }

    private static Told told(int status, String code) {
        return new Told(status, Optional.empty(), code, "a detail");
    }

    private static Told denied(String code) {
        return new Told(403, Optional.of(LeafKind.DENIED), code, "a detail");
    }

    private void allowance(long free) {
        written.clear();
        written.add(allowance(free, LOOK - 500_000));
    }

    private static LedgerWrite allowance(long free, long time) {
        Allowance allowance = new Allowance(GRANT, Action.PROCESS, 10, 10 - free, 0);
        return write("allowance/" + GRANT + "/PROCESS", time, AllowanceCodec.toJson(allowance));
    }

    private void open(String logId, long units) {
        written.add(write(
                "open-units/" + GRANT + "/PROCESS/" + logId,
                LOOK,
                JsonObject.builder().put("epoch", 1).put("units", units).build()));
    }

    private void consumed(String callId, long time) {
        Consent consent = new Consent(
                CONSENT, "F-EX", Digest32.ZERO, 1, 2, ConsentStatus.CONSUMED, Optional.of(callId), Optional.of(PLANE));
        written.add(write("consent/" + CONSENT, time, ConsentCodec.toJson(consent)));
    }

    private static LedgerWrite write(String key, long time, JsonObject value) {
        return new LedgerWrite(7, time, key, ByteString.copyFrom(CanonicalJson.bytes(value)));
    }

    private List<Check> checks() {
        Look.Hand hand = new Look.Hand(units, view, current);
        Look look = new Look(PLANE, LOOK, LOOK + 5, contact, Map.of(GRANT, hand, "G-PERSONAL-1", hand));
        long later = ASKED + 60_000;
        Look after =
                new Look(PLANE, later, later + 5, contact, Map.of(GRANT, new Look.Hand(units, view, currentAfter)));
        return AnswerVerdict.of(
                new AnswerVerdict.Conduct(trials, List.of(look, after), absences, new LedgerHistory(written)));
    }

    private List<String> failed() {
        return checks().stream().filter(check -> !check.ok()).map(Check::name).toList();
    }

    private String text(String name) {
        return checks().stream()
                .filter(check -> check.name().equals(name))
                .map(Check::got)
                .findFirst()
                .orElseThrow();
    }
}
