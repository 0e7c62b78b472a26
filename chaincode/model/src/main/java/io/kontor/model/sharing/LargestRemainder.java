package io.kontor.model.sharing;

import io.kontor.model.money.Money;
import io.kontor.model.money.Rounding;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shares a pool by weights to the fen: floors first, the fen left over to the largest remainders, ties by id (SHR-4). */
public final class LargestRemainder {

    private LargestRemainder() {}

    /**
     * Shares the pool.
     *
     * @param pool not negative
     * @param weights by id; none negative
     * @return one amount for each id, in ascending order of ids; their sum is the pool
     * @throws MalformedException when there is something to share and nobody has a weight
     */
    public static SortedMap<String, Money> allocate(Money pool, Map<String, Long> weights) {
        List<Part> parts = parts(pool, new TreeMap<>(weights));
        long left = pool.fen() - parts.stream().mapToLong(Part::floor).sum();
        parts.sort(Comparator.comparingLong(Part::remainder).reversed().thenComparing(Part::id));
        TreeMap<String, Money> result = new TreeMap<>();
        for (Part part : parts) {
            long extra = left > 0 ? 1 : 0;
            left -= extra;
            result.put(part.id, new Money(part.floor + extra));
        }
        return Collections.unmodifiableSortedMap(result);
    }

    private static List<Part> parts(Money pool, SortedMap<String, Long> weights) {
        long total = 0;
        for (Map.Entry<String, Long> weight : weights.entrySet()) {
            if (weight.getValue() < 0) {
                throw new MalformedException("Cannot share " + pool + ": weight of " + weight.getKey() + " is "
                        + weight.getValue() + ", must not be negative");
            }
            total = Math.addExact(total, weight.getValue());
        }
        if (pool.isNegative() || (total == 0 && !pool.isZero())) {
            throw new MalformedException("Cannot share " + pool + " by weights that sum to " + total
                    + ": the pool must not be negative and somebody must have a weight");
        }
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, Long> weight : weights.entrySet()) {
            Rounding.Quotient exact = Rounding.divide(pool.fen(), weight.getValue(), Math.max(total, 1));
            parts.add(new Part(weight.getKey(), exact.floor(), exact.remainder()));
        }
        return parts;
    }

    private record Part(String id, long floor, long remainder) {}
}
