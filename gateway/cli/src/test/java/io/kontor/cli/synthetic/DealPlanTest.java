package io.kontor.cli.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.resource.PersonalData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DealPlanTest {

    private static final DealPlan PLAN = plan(
            new DealPlan.Listed("TEST-Z", PersonalData.NONE), new DealPlan.Listed("TEST-A", PersonalData.PERSONAL));

    private static DealPlan plan(DealPlan.Listed... resources) {
        return new DealPlan(
                "TEST",
                new DealPlan.Titles("scenario", "purpose", "resource"),
                List.of(resources),
                60,
                new DealPlan.Validity(Duration.ZERO, Duration.ofHours(1)));
    }

    /** A network that stays knows the records of an earlier command by these names. */
    @Test
    void records_are_named_after_the_plan() {
        assertThat(List.of(
                        PLAN.scenarioId(),
                        PLAN.authorisationId(),
                        PLAN.decisionId(),
                        PLAN.approvalId(),
                        PLAN.productId()))
                .containsExactly("SC-TEST", "AU-TEST", "DEC-TEST", "APR-TEST", "test-product");
    }

    @Test
    void resources_are_listed_ascending_whatever_their_order_of_registration() {
        assertThat(PLAN.resourceIds()).containsExactly("TEST-A", "TEST-Z");
    }

    @Test
    void consents_are_for_the_personal_resource() {
        assertThat(PLAN.personalResourceId()).isEqualTo("TEST-A");
        assertThat(PLAN.personal("TEST-A")).isEqualTo(PersonalData.PERSONAL);
        assertThat(PLAN.personal("TEST-Z")).isEqualTo(PersonalData.NONE);
    }

    @Test
    void a_resource_that_the_plan_lacks_is_refused_with_those_that_it_has() {
        assertThatThrownBy(() -> PLAN.personal("TEST-X"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot find resource TEST-X of TEST: it has [TEST-A, TEST-Z]");
    }

    @Test
    void no_consent_is_made_without_a_personal_resource() {
        DealPlan plain = plan(new DealPlan.Listed("TEST-Z", PersonalData.NONE));

        assertThatThrownBy(plain::personalResourceId)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot make consents of TEST: no resource is personal of [TEST-Z]");
    }
}
