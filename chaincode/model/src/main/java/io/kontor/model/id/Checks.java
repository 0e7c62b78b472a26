package io.kontor.model.id;

import io.kontor.model.rejection.MalformedException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The checks that records make of their fields; each complaint names the field and both values (REC-2). */
public final class Checks {

    /** The largest integer of a record, 2^53−1. */
    public static final long MAX = (1L << 53) - 1;

    /** The last millisecond of the year 9999. */
    private static final long LAST_TIME = 253_402_300_799_999L;

    private static final int HEX16_LENGTH = 32;

    private Checks() {}

    /** Refuses an integer outside the range, both ends included. */
    public static long range(String kind, long value, long least, long most) {
        if (value < least || value > most) {
            throw new MalformedException("Cannot accept " + kind + " " + value + ": must be " + least + " to " + most);
        }
        return value;
    }

    /** Refuses what is no time in epoch milliseconds up to the year 9999. */
    public static long time(String kind, long value) {
        return range(kind, value, 0, LAST_TIME);
    }

    /** Refuses text that is blank, longer than {@code most} characters or holds control characters. */
    public static String text(String kind, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw new MalformedException("Cannot accept " + kind + ": it has " + value.length()
                    + " characters, must have 1 to " + most + " and not be blank");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new MalformedException("Cannot accept " + kind + ": control character at " + i);
            }
        }
        return value;
    }

    /** Refuses what is not 16 bytes in lower-case hex. */
    public static String hex16(String kind, String value) {
        boolean hex = value.length() == HEX16_LENGTH;
        for (int i = 0; hex && i < HEX16_LENGTH; i++) {
            char c = value.charAt(i);
            hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!hex) {
            throw new MalformedException(
                    "Cannot accept " + kind + " '" + value + "': must be " + HEX16_LENGTH + " lower-case hex digits");
        }
        return value;
    }

    /** Refuses what is not 1 to {@code most} bytes in canonical base64. */
    public static String base64(String kind, String value, int most) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("Cannot accept " + kind + ": it is not base64", e);
        }
        range(kind + " length", bytes.length, 1, most);
        if (!Base64.getEncoder().encodeToString(bytes).equals(value)) {
            throw new MalformedException("Cannot accept " + kind + ": it is not canonical base64");
        }
        return value;
    }

    /** Copies the list and refuses another size. */
    public static <T> List<T> list(String kind, List<T> list, int least, int most) {
        if (list.size() < least || list.size() > most) {
            throw new MalformedException(
                    "Cannot accept " + kind + ": there are " + list.size() + ", must be " + least + " to " + most);
        }
        return List.copyOf(list);
    }

    /** Refuses a list that is not strictly ascending. */
    public static <T extends Comparable<? super T>> List<T> ascending(String kind, List<T> list) {
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i - 1).compareTo(list.get(i)) >= 0) {
                throw new MalformedException("Cannot accept " + kind + ": " + list.get(i - 1) + " stands before "
                        + list.get(i) + ", must be ascending without repetition");
            }
        }
        return list;
    }

    /** Refuses a list in which two elements have the same key. */
    public static <T> List<T> distinct(String kind, List<T> list, Function<T, ?> key) {
        Set<Object> seen = new LinkedHashSet<>();
        for (T element : list) {
            if (!seen.add(key.apply(element))) {
                throw new MalformedException("Cannot accept " + kind + ": " + key.apply(element) + " is there twice");
            }
        }
        return list;
    }

    /** Refuses a list of ids that is not strictly ascending, and what is no id. */
    public static List<String> ids(String kind, List<String> list) {
        list.forEach(value -> Ids.require(kind, value));
        return ascending(kind, list);
    }

    /** Refuses a list in which a text is blank or longer than {@code most} characters. */
    public static List<String> texts(String kind, List<String> list, int most) {
        list.forEach(value -> text(kind, value, most));
        return list;
    }
}
