package io.kontor.model.rating;

/** What a tariff counts (RAT-3). */
public enum MeteringBasis {
    /** Data items × records of released calls. */
    USAGE,
    /** Released calls that found something. */
    HITS;

    /** The units that this basis takes of the totals of a period or an order. */
    public long units(long usage, long hits) {
        return this == USAGE ? usage : hits;
    }
}
