package io.kontor.testkit.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Feeds a parser mutations of valid samples (FUZ-1): each is read or refused by the parser's own failure, with no more memory than a bound,
 * and all together end. A failure shows the input and the seed.
 */
public final class Fuzz {

    /** Mutations of each parser in a build. */
    public static final int MUTATIONS = 100_000;

    /** What one input may allocate besides a multiple of its own length. */
    private static final long BYTES_MAX = 8L << 20;

    private static final long BYTES_PER_BYTE = 512;
    private static final long MINUTES_MAX = 5;
    private static final byte[] NOTHING = {};

    private Fuzz() {}

    /** Reads an input, or throws. */
    @FunctionalInterface
    public interface Parser {
        /** Reads it. */
        void parse(byte[] input) throws Exception;
    }

    /**
     * What became of the inputs.
     *
     * @param read inputs that were read
     * @param refused inputs that were refused
     */
    public record Outcome(int read, int refused) {}

    /**
     * Runs {@link #MUTATIONS} mutations.
     *
     * @param samples valid inputs; each must be read as it is
     * @param seed chooses the mutations
     * @param parser reads
     * @param failures the parser's own failures, exactly these classes or their subclasses
     */
    public static Outcome run(
            List<byte[]> samples, long seed, Parser parser, Set<Class<? extends Exception>> failures) {
        return run(MUTATIONS, new Mutator(samples, seed)::next, new Target(samples, seed, parser, failures));
    }

    /**
     * What is fuzzed.
     *
     * @param samples valid inputs
     * @param seed seed of the mutator, to be shown
     * @param parser reads
     * @param failures the parser's own failures
     */
    public record Target(List<byte[]> samples, long seed, Parser parser, Set<Class<? extends Exception>> failures) {}

    /** Runs so many mutations, in a thread of its own that must come to an end. */
    public static Outcome run(int mutations, Supplier<byte[]> mutator, Target target) {
        AtomicReference<byte[]> current = new AtomicReference<>(NOTHING);
        CompletableFuture<Outcome> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(loop(mutations, mutator, target, current));
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "fuzz");
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(MINUTES_MAX, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            byte[] input = Objects.requireNonNullElse(current.get(), NOTHING);
            throw new AssertionError("Parser does not come to an end with " + shown(input, target.seed()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError failed ? failed : new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Outcome loop(
            int mutations, Supplier<byte[]> mutator, Target target, AtomicReference<byte[]> current) {
        for (byte[] sample : target.samples()) {
            if (!isRead(sample, target)) {
                throw new AssertionError("Parser refuses the sample " + shown(sample, target.seed()));
            }
        }
        int read = 0;
        for (int i = 0; i < mutations; i++) {
            byte[] input = mutator.get();
            current.set(input);
            read += isRead(input, target) ? 1 : 0;
        }
        return new Outcome(read, mutations - read);
    }

    private static boolean isRead(byte[] input, Target target) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        boolean read;
        try {
            target.parser().parse(input);
            read = true;
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            if (target.failures().stream().noneMatch(failure -> failure.isInstance(e))) {
                throw new AssertionError("Parser throws " + e + " at " + shown(input, target.seed()), e);
            }
            read = false;
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        if (allocated > BYTES_MAX + BYTES_PER_BYTE * input.length) {
            throw new AssertionError("Parser allocates " + allocated + " bytes for " + shown(input, target.seed()));
        }
        return read;
    }

    private static String shown(byte[] input, long seed) {
        String hex = HexFormat.of().formatHex(input, 0, Math.min(input.length, 4_096));
        return "an input of " + input.length + " bytes of seed " + seed + ": " + hex;
    }
}
