package io.kontor.app.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers, money and times are written on pages and in exports. */
public final class Formats {

    /** The zone of all times on pages; its name stands in the table heads. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);
    private static final int SHORT_HEAD = 8;
    private static final int SHORT_TAIL = 4;
    private static final int SHORT_MAX = 18;

    private Formats() {}

    /** A count with thousands separators. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Fen as yuan with two digits and thousands separators, such as {@code 1,234.50}. */
    public static String yuan(long fen) {
        long absolute = Math.absExact(fen);
        return (fen < 0 ? "−" : "") + String.format(Locale.ROOT, "%,d.%02d", absolute / 100, absolute % 100);
    }

    /** 1/10,000 yuan as yuan with two to four digits, such as {@code 0.10} or {@code 0.095}. */
    public static String price(long tenThousandths) {
        String four = String.format(Locale.ROOT, "%,d.%04d", tenThousandths / 10_000, tenThousandths % 10_000);
        return four.replaceFirst("0{1,2}$", "");
    }

    /** Epoch milliseconds as date and time in {@link #ZONE}. */
    public static String time(long epochMs) {
        return TIME.format(Instant.ofEpochMilli(epochMs));
    }

    /** Epoch milliseconds as date, hour and minute in {@link #ZONE}. */
    public static String minute(long epochMs) {
        return MINUTE.format(Instant.ofEpochMilli(epochMs));
    }

    /** When a day begins in {@link #ZONE}, epoch milliseconds. */
    public static long startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    }

    /** An identifier or hash, shortened in its middle when it is long. */
    public static String brief(String id) {
        return id.length() <= SHORT_MAX
                ? id
                : id.substring(0, SHORT_HEAD) + "…" + id.substring(id.length() - SHORT_TAIL);
    }

    /** A part of a whole in percent with one digit, rounded down so that only the whole is 100.0; {@code –} for nothing of nothing. */
    public static String percent(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        long perMille = Math.multiplyExact(part, 1000) / whole;
        return perMille / 10 + "." + perMille % 10;
    }
}
