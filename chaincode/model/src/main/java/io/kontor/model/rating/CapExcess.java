package io.kontor.model.rating;

import io.kontor.model.money.UnitPrice;

/**
 * Where a price is above its cap.
 *
 * @param unit the first such unit, counted from 1
 * @param price of that unit
 * @param cap of that unit
 */
public record CapExcess(long unit, UnitPrice price, UnitPrice cap) {

    /** For a rejection. */
    public String message() {
        return "price " + price + " of unit " + unit + " is above its cap " + cap;
    }
}
