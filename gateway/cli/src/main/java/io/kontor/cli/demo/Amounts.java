package io.kontor.cli.demo;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/** How amounts are shown. */
final class Amounts {
    private Amounts() {}

    /** Fen as yuan with two digits. */
    static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** Fen as yuan with a sign. */
    static String difference(long fen) {
        return (fen > 0 ? "+" : fen < 0 ? "−" : "") + yuan(Math.abs(fen));
    }

    /** Several amounts, by name. */
    static String each(Map<String, Long> fen) {
        return fen.entrySet().stream()
                .map(entry -> entry.getKey() + " " + yuan(entry.getValue()))
                .collect(Collectors.joining(" / "));
    }
}
