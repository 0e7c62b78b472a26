package io.kontor.testkit.property;

import java.util.Random;
import java.util.function.Function;

/**
 * Checks a property for many generated values. Each run names its seed, and a failure says which value broke it and how to see it again:
 * {@code -Dkontor.seed=N} runs the same values.
 */
public final class ForAll {

    /** Values of a property unless it asks for another number. */
    public static final int DEFAULT_RUNS = 200;

    private static final String SEED_KEY = "kontor.seed";

    private ForAll() {}

    /** A statement about a value; it throws when it does not hold. */
    @FunctionalInterface
    public interface Property<T> {
        /** Checks it. */
        void check(T value) throws Exception;
    }

    /**
     * Checks {@link #DEFAULT_RUNS} values.
     *
     * @param generator makes a value of a source of chance
     * @param property what must hold
     */
    public static <T> void forAll(Function<Random, T> generator, Property<T> property) {
        forAll(DEFAULT_RUNS, generator, property);
    }

    /**
     * Checks so many values.
     *
     * @param runs number of values, at least 1
     * @param generator makes a value of a source of chance
     * @param property what must hold
     */
    public static <T> void forAll(int runs, Function<Random, T> generator, Property<T> property) {
        if (runs < 1) {
            throw new IllegalArgumentException("Cannot check property " + runs + " times: must be at least once");
        }
        long seed = seed();
        for (int run = 0; run < runs; run++) {
            T value = generator.apply(new Random(seed + run));
            try {
                property.check(value);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "Property does not hold for value " + run + " of seed " + seed + ": " + value + "\n-D"
                                + SEED_KEY + "=" + seed + " shows it again: " + e.getMessage(),
                        e);
            }
        }
    }

    private static long seed() {
        String fixed = System.getProperty(SEED_KEY);
        return fixed == null ? new Random().nextLong() >>> 16 : Long.parseLong(fixed);
    }
}
