package io.kontor.dataplane.sample;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One outpatient claim: a checked value for each of the 24 items. Immutable. */
public final class ClaimRecord {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}\\.[0-9]{2}");
    private static final Pattern AGE = Pattern.compile("[0-9]{1,3}");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final int MAX_TEXT = 500;

    private final Map<ClaimItem, String> values;

    private ClaimRecord(Map<ClaimItem, String> values) {
        this.values = values;
    }

    /**
     * Checks the values.
     *
     * @throws ClaimValueException naming the item that is wrong
     */
    static ClaimRecord of(Map<ClaimItem, String> given) {
        EnumMap<ClaimItem, String> values = new EnumMap<>(ClaimItem.class);
        for (ClaimItem item : ClaimItem.values()) {
            String value = given.getOrDefault(item, "");
            check(item, value);
            values.put(item, value);
        }
        ClaimRecord record = new ClaimRecord(values);
        long parts = record.fen(ClaimItem.POOLED)
                + record.fen(ClaimItem.PERSONAL_ACCOUNT)
                + record.fen(ClaimItem.SELF_PAY)
                + record.fen(ClaimItem.OWN_COST);
        if (parts != record.fen(ClaimItem.TOTAL)) {
            throw new ClaimValueException(
                    ClaimItem.TOTAL, "is " + record.value(ClaimItem.TOTAL) + ", its four parts sum to " + yuan(parts));
        }
        return record;
    }

    private static void check(ClaimItem item, String value) {
        boolean good = switch (item.type()) {
            case DATE -> DATE.matcher(value).matches();
            case TIMESTAMP -> TIMESTAMP.matcher(value).matches();
            case AMOUNT -> AMOUNT.matcher(value).matches();
            case INTEGER -> AGE.matcher(value).matches();
            case TEXT -> value.length() <= MAX_TEXT;
        };
        if (!good) {
            throw new ClaimValueException(item, "is '" + value + "', must be " + form(item.type()));
        }
        boolean identifies = item == ClaimItem.ID_NUMBER || item == ClaimItem.VISIT;
        if (identifies && !SUBJECT.matcher(value).matches()) {
            throw new ClaimValueException(item, "is '" + value + "', must match [A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
        }
    }

    private static String form(ClaimItem.Type type) {
        return switch (type) {
            case DATE -> "a date like 2026-09-17";
            case TIMESTAMP -> "a time like 2026-09-17 08:31:00";
            case AMOUNT -> "an amount in yuan like 486.30";
            case INTEGER -> "a whole number";
            case TEXT -> "a text of at most " + MAX_TEXT + " characters";
        };
    }

    /** A value. */
    public String value(ClaimItem item) {
        return values.getOrDefault(item, "");
    }

    /** All values, in the items' order. */
    public List<String> values() {
        return Arrays.stream(ClaimItem.values()).map(this::value).toList();
    }

    /** The data subject's identifier at the hospital: the number of the identity document. */
    public String subject() {
        return value(ClaimItem.ID_NUMBER);
    }

    /** An amount in fen. */
    public long fen(ClaimItem item) {
        return Long.parseLong(value(item).replace(".", ""));
    }

    static String yuan(long fen) {
        return fen / 100 + "." + (fen % 100 < 10 ? "0" : "") + fen % 100;
    }
}
