package io.kontor.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes one to three values of a JSON sample and leaves its form whole, so that what is behind the parser is reached: by values of the
 * edge, and by those that stand elsewhere in good samples. The same seed gives the same changes. For one thread.
 */
public final class ValueMutator {

    private static final int MOST_CHANGES = 3;
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"(:?)|-?[0-9]+|true|false");

    private static final List<String> EDGES = List.of(
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9007199254740991",
            "-9007199254740991",
            "\"\"",
            "\" \"",
            "\"/\"",
            "\"\\u0000\"",
            "\"\\u4e2d\"",
            "\"-\"",
            "\"AA==\"",
            "\"" + "0".repeat(64) + "\"",
            "\"" + "a".repeat(2_000) + "\"",
            "true",
            "{}",
            "[]",
            "[\"\"]");

    private final String sample;
    private final List<String> values;
    private final Random random;

    /**
     * A mutator.
     *
     * @param sample what is changed
     * @param others good samples whose values are put in place
     * @param seed chooses the changes
     */
    public ValueMutator(byte[] sample, List<byte[]> others, long seed) {
        this.sample = text(sample);
        this.values = new ArrayList<>(EDGES);
        this.random = new Random(seed);
        others.forEach(other -> {
            String good = text(other);
            tokens(good).forEach(token -> values.add(good.substring(token.from, token.to)));
        });
    }

    private record Token(int from, int to) {}

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** All values that hold no other; a string before a colon is a name. */
    private static List<Token> tokens(String json) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(json);
        while (matcher.find()) {
            if (matcher.group(1) == null || matcher.group(1).isEmpty()) {
                tokens.add(new Token(matcher.start(), matcher.end()));
            }
        }
        return tokens;
    }

    /** The next changed sample; now and then it may happen to be a valid one. */
    public byte[] next() {
        String changed = sample;
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            List<Token> tokens = tokens(changed);
            if (!tokens.isEmpty()) {
                Token token = tokens.get(random.nextInt(tokens.size()));
                String value = values.get(random.nextInt(values.size()));
                changed = changed.substring(0, token.from) + value + changed.substring(token.to);
            }
        }
        return changed.getBytes(StandardCharsets.UTF_8);
    }
}
