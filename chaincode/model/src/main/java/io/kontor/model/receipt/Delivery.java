package io.kontor.model.receipt;

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
    /** Nothing was released. */
    public static final Delivery NOTHING = new Delivery(Hit.NONE, 0, 0, 0, 0, 0);

    /** Whether a call found data (F-09). */
    public enum Hit {
        NONE,
        HIT,
        MISS
    }
}
