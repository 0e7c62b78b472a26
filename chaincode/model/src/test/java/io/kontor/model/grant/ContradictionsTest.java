package io.kontor.model.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.id.Digest32;
import io.kontor.model.order.Credential;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** POL-13: terms that contradict themselves are refused wherever they are read. */
class ContradictionsTest {

    private static final Credential NAMED = credential(1);
    private static final Credential OTHER = credential(2);

    private static Credential credential(int seed) {
        byte[] bytes = new byte[Digest32.LENGTH];
        bytes[0] = (byte) seed;
        return new Credential(Digest32.of(bytes), Digest32.of(bytes));
    }

    private static GrantTerms terms(
            ActionTerms action, List<Duty> duties, List<Prohibition> prohibitions, Optional<UsageBounds> bounds) {
        return new GrantTerms(
                "R1",
                "SC-F-0001",
                List.of(action),
                List.of(NAMED),
                List.of(NAMED),
                new TimeWindow(0, 1),
                List.of(),
                duties,
                prohibitions,
                ConsentRule.NONE,
                ViewingBounds.DEFAULT,
                bounds);
    }

    private static ActionTerms one(Action action) {
        return new ActionTerms(action, 1);
    }

    private static Optional<UsageBounds> bytes() {
        return Optional.of(new UsageBounds(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(10L), Optional.empty()));
    }

    private static Optional<UsageBounds> records() {
        return Optional.of(new UsageBounds(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(10L)));
    }

    private static void refused(
            String reason,
            ActionTerms action,
            List<Duty> duties,
            List<Prohibition> prohibitions,
            Optional<UsageBounds> bounds) {
        assertThatThrownBy(() -> terms(action, duties, prohibitions, bounds))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("contradict themselves")
                .hasMessageContaining(reason);
    }

    @Test
    void an_action_is_not_permitted_and_prohibited() {
        for (Action action : Action.values()) {
            refused(
                    "both permitted and prohibited",
                    one(action),
                    List.of(),
                    List.of(Prohibition.of(action)),
                    Optional.empty());
        }
        assertThat(terms(one(Action.VIEW), List.of(), List.of(Prohibition.DOWNLOAD), Optional.empty()))
                .isNotNull();
    }

    @Test
    void derivatives_are_not_prohibited_and_approved() {
        refused(
                "derivatives",
                one(Action.PROCESS),
                List.of(Duty.OBTAIN_APPROVAL),
                List.of(Prohibition.DERIVE),
                Optional.empty());
    }

    @Test
    void an_action_names_applications_of_the_grant_only() {
        refused(
                "applications",
                new ActionTerms(Action.VIEW, 1, Optional.of(List.of(OTHER))),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Test
    void a_duty_that_cannot_be_carried_out_is_known() {
        assertThat(terms(one(Action.PROCESS), List.of(Duty.WATERMARK), List.of(), Optional.empty())
                        .unfulfillable(List.of(), 0))
                .hasValueSatisfying(reason -> assertThat(reason).contains("WATERMARK"));
        for (Action action : List.of(Action.VIEW, Action.DOWNLOAD)) {
            GrantTerms masked = terms(one(action), List.of(Duty.MASK), List.of(), Optional.empty());
            assertThat(masked.unfulfillable(List.of("name"), 0))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("MASK"));
            assertThat(masked.unfulfillable(List.of(), 0)).isEmpty();
        }
        assertThat(terms(one(Action.PROCESS), List.of(Duty.MASK), List.of(), Optional.empty())
                        .unfulfillable(List.of("name"), 0))
                .isEmpty();
    }

    @Test
    void bytes_and_records_bound_only_what_counts_them() {
        refused("bytes", one(Action.VIEW), List.of(), List.of(), bytes());
        refused("records", one(Action.VIEW), List.of(), List.of(), records());
        refused("records", one(Action.DOWNLOAD), List.of(), List.of(), records());
        assertThat(terms(one(Action.DOWNLOAD), List.of(), List.of(), bytes())).isNotNull();
        assertThat(terms(one(Action.PROCESS), List.of(), List.of(), records())).isNotNull();
    }
}
