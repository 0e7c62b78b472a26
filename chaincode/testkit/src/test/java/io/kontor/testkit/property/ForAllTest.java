package io.kontor.testkit.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForAllTest {

    @Test
    void a_property_that_holds_is_checked_for_each_value() {
        List<Integer> values = new ArrayList<>();
        ForAll.forAll(50, random -> random.nextInt(10), values::add);
        assertThat(values).hasSize(50).allMatch(value -> value >= 0 && value < 10);
    }

    @Test
    void a_failure_names_the_value_and_the_seed() {
        assertThatThrownBy(() -> ForAll.forAll(
                        Random::nextInt, value -> assertThat(value).isEqualTo(0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Property does not hold for value 0 of seed ")
                .hasMessageContaining("-Dkontor.seed=");
    }

    @Test
    void a_property_is_checked_at_least_once() {
        assertThatThrownBy(() -> ForAll.forAll(
                        0, Random::nextInt, value -> assertThat(value).isNotNull()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
