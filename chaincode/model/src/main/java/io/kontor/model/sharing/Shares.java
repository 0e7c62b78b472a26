package io.kontor.model.sharing;

import io.kontor.model.money.Money;

/**
 * A revenue in two parts.
 *
 * @param units for the supplying units together
 * @param operator for the operator
 */
public record Shares(Money units, Money operator) {

    /** The revenue. */
    public Money total() {
        return units.plus(operator);
    }

    /** Both parts added. */
    public Shares plus(Shares other) {
        return new Shares(units.plus(other.units), operator.plus(other.operator));
    }

    /** Both parts subtracted. */
    public Shares minus(Shares other) {
        return new Shares(units.minus(other.units), operator.minus(other.operator));
    }
}
