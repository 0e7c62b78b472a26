package io.kontor.model.money;

import io.kontor.model.rejection.MalformedException;

/** Integers with a decimal point, such as 2784 at scale 2 for {@code 27.84}. */
public final class Decimals {

    private Decimals() {}

    /**
     * Writes the number with exactly {@code scale} decimals.
     *
     * @param unscaled the number times 10 to the power of the scale
     * @param scale number of decimals, 1 to 9
     */
    public static String format(long unscaled, int scale) {
        String digits = Long.toString(unscaled);
        String sign = "";
        if (unscaled < 0) {
            sign = "-";
            digits = digits.substring(1);
        }
        String padded = "0".repeat(Math.max(0, scale + 1 - digits.length())) + digits;
        int point = padded.length() - scale;
        return sign + padded.substring(0, point) + "." + padded.substring(point);
    }

    /**
     * Reads a number with at most {@code scale} decimals.
     *
     * @throws MalformedException when the text is something else or does not fit
     */
    public static long parse(String text, int scale) {
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1," + scale + "})?")) {
            throw new MalformedException(
                    "Cannot read number '" + text + "': must be digits with at most " + scale + " decimals");
        }
        int point = text.indexOf('.');
        String decimals = point < 0 ? "" : text.substring(point + 1);
        String whole = point < 0 ? text : text.substring(0, point);
        try {
            return Long.parseLong(whole + decimals + "0".repeat(scale - decimals.length()));
        } catch (NumberFormatException e) {
            throw new MalformedException("Cannot read number '" + text + "': it is too large", e);
        }
    }
}
