package io.kontor.model.id;

import io.kontor.model.rejection.MalformedException;

/** The one form of every id that a party chooses (ID-1): {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,63}}. */
public final class Ids {

    /** Longest id, in characters. */
    public static final int MAX_LENGTH = 64;

    /** By character: one look instead of six comparisons, because every record checks its ids. */
    private static final boolean[] ALLOWED = new boolean['z' + 1];

    static {
        for (char c = 0; c < ALLOWED.length; c++) {
            ALLOWED[c] = isAlphanumeric(c) || isMark(c);
        }
    }

    private Ids() {}

    /**
     * Returns the id, or refuses it.
     *
     * @param kind what it names, for the message, such as "order id"
     * @param value the id
     * @throws MalformedException when the value is not an id
     */
    public static String require(String kind, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new MalformedException("Cannot accept " + kind + " '" + abbreviated(value) + "': it has "
                    + value.length() + " characters, must have 1 to " + MAX_LENGTH);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ALLOWED.length || !ALLOWED[c] || (i == 0 && isMark(c))) {
                throw new MalformedException("Cannot accept " + kind + " '" + value + "': character '" + c + "' at " + i
                        + " is not allowed, must match [A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
            }
        }
        return value;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isMark(char c) {
        return c == '.' || c == '_' || c == ':' || c == '-';
    }

    private static String abbreviated(String value) {
        return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH) + "…";
    }
}
