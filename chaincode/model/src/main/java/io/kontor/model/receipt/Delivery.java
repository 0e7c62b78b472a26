package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;

/**
 * What one call released.
 *
 * @param hit whether data was found
 * @param items data items applied for in the scenario (INT-5)
 * @param records records used
 * @param usage items × records, 0 for a miss or when nothing was released
 * @param bytes bytes released
 * @param pages pages rendered, for a view
 */
public record Delivery(Hit hit, int items, long records, long usage, long bytes, int pages) {

    public Delivery {
        Checks.range("items", items, 0, Integer.MAX_VALUE);
        Checks.range("records", records, 0, Checks.MAX);
        Checks.range("usage", usage, 0, Checks.MAX);
        Checks.range("bytes", bytes, 0, Checks.MAX);
        Checks.range("pages", pages, 0, Integer.MAX_VALUE);
        long expected = hit == Hit.HIT ? product(items, records) : 0;
        if (usage != expected) {
            throw new MalformedException("Cannot accept delivery: " + hit + " with " + items + " items of " + records
                    + " records has usage " + usage + ", must be " + expected);
        }
    }

    /** Nothing was released. */
    public static final Delivery NOTHING = new Delivery(Hit.NONE, 0, 0, 0, 0, 0);

    /** Whether a call found data (F-09). */
    public enum Hit {
        NONE,
        HIT,
        MISS
    }

    private static long product(int items, long records) {
        try {
            return Math.multiplyExact(items, records);
        } catch (ArithmeticException e) {
            throw new MalformedException(
                    "Cannot accept delivery: " + items + " items × " + records + " records do not fit 63 bits", e);
        }
    }
}
