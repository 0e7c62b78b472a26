package io.kontor.model.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.rejection.MalformedException;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MoneyTest {

    /** MNY-1. */
    @Test
    void adds_and_subtracts_exactly() {
        assertThat(Money.ofFen(2400).plus(Money.ofFen(384))).isEqualTo(Money.ofFen(2784));
        assertThat(Money.ofFen(5).minus(Money.ofFen(7))).isEqualTo(Money.ofFen(-2));
        assertThat(Money.ofFen(5).negated().isNegative()).isTrue();
        assertThat(Money.sum(List.of(Money.ofFen(1), Money.ofFen(2), Money.ofFen(3))))
                .isEqualTo(Money.ofFen(6));
        assertThat(Money.ofFen(5).min(Money.ofFen(4))).isEqualTo(Money.ofFen(4));
        assertThat(Money.ofFen(5).min(Money.ofFen(6))).isEqualTo(Money.ofFen(5));
        assertThat(Money.sum(List.of()).isZero()).isTrue();
    }

    @Test
    void overflow_is_an_error_and_never_wraps() {
        Money largest = Money.ofFen(Money.MAX_FEN);
        assertThatThrownBy(() -> largest.plus(Money.ofFen(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> largest.negated().minus(Money.ofFen(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofFen(Long.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void writes_yuan_with_two_decimals() {
        assertThat(Money.ofFen(2784).yuan()).isEqualTo("27.84");
        assertThat(Money.ofFen(-5).yuan()).isEqualTo("-0.05");
        assertThat(Money.ZERO).hasToString("0.00");
        assertThat(Money.ofFen(300_000_08)).hasToString("300000.08");
    }

    @Test
    void reads_prices_and_ratios_exactly() {
        assertThat(UnitPrice.ofYuan("0.095").tenThousandths()).isEqualTo(950);
        assertThat(UnitPrice.ofYuan("2").tenThousandths()).isEqualTo(20_000);
        assertThat(UnitPrice.ofYuan("0.0001")).hasToString("0.0001");
        assertThat(Ratio.of("0.55").tenThousandths()).isEqualTo(5500);
        assertThat(Ratio.of("1")).isEqualTo(Ratio.ONE).hasToString("1.0000");
    }

    /** MNY-2, MNY-3. */
    @Test
    void refuses_prices_and_ratios_outside_their_range() {
        for (String bad : List.of("0.00001", "1e2", "", ".1", "1.", "1,0", "-", "99999999999999999999")) {
            assertThatThrownBy(() -> UnitPrice.ofYuan(bad)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> UnitPrice.ofYuan("999999999999999999")).hasMessageContaining("too large");
        assertThatThrownBy(() -> new UnitPrice(-1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new Ratio(10_001)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new Ratio(-1)).isInstanceOf(MalformedException.class);
    }

    /** MNY-4. */
    @Test
    void rounds_a_half_up() {
        assertThat(Rounding.halfUp(1, 1, 2)).isEqualTo(1);
        assertThat(Rounding.halfUp(49, 1, 100)).isZero();
        assertThat(Rounding.halfUp(50, 1, 100)).isEqualTo(1);
        assertThat(Rounding.halfUp(149, 1, 100)).isEqualTo(1);
        assertThat(Rounding.halfUp(1, 1, 3)).isZero();
        assertThat(Rounding.halfUp(2, 1, 3)).isEqualTo(1);
        assertThat(Rounding.halfUp(0, 5, 3)).isZero();
        assertThat(Rounding.halfUp(Long.MAX_VALUE - 1, 1, Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void refuses_negative_arguments_division_by_zero_and_quotients_that_do_not_fit() {
        assertThatThrownBy(() -> Rounding.halfUp(-1, 1, 2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rounding.halfUp(1, -1, 2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rounding.halfUp(1, 1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rounding.halfUp(Long.MAX_VALUE, 2, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rounding.halfUp(Long.MAX_VALUE, Long.MAX_VALUE, 2))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void agrees_with_arbitrary_precision_over_the_whole_range() {
        Random random = new Random(20_260_101);
        for (int i = 0; i < 100_000; i++) {
            long a = random.nextLong() >>> (1 + random.nextInt(63));
            long b = random.nextLong() >>> (1 + random.nextInt(63));
            long d = Math.max(1, random.nextLong() >>> (1 + random.nextInt(63)));
            BigInteger[] exact =
                    BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divideAndRemainder(BigInteger.valueOf(d));
            if (exact[0].bitLength() > 63) {
                assertThatThrownBy(() -> Rounding.divide(a, b, d)).isInstanceOf(ArithmeticException.class);
            } else {
                assertThat(Rounding.divide(a, b, d))
                        .isEqualTo(new Rounding.Quotient(exact[0].longValueExact(), exact[1].longValueExact()));
            }
        }
    }
}
