package io.kontor.model.id;

import io.kontor.model.rejection.MalformedException;

/** The unified social credit code of an organisation (GB 32100-2015): 17 characters and a check character (ID-4). */
public final class Uscc {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;
    private static final int BASE = 31;
    private static final int WEIGHT = 3;

    private Uscc() {}

    /**
     * Returns the code, or refuses it.
     *
     * @throws MalformedException when the form or the check character is wrong
     */
    public static String require(String code) {
        if (code.length() != LENGTH) {
            throw new MalformedException("Cannot accept credit code '" + code + "': it has " + code.length()
                    + " characters, must have " + LENGTH);
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += value(code, i) * weight;
            weight = weight * WEIGHT % BASE;
        }
        char expected = ALPHABET.charAt((BASE - sum % BASE) % BASE);
        if (value(code, LENGTH - 1) != ALPHABET.indexOf(expected)) {
            throw new MalformedException("Cannot accept credit code '" + code + "': its check character is "
                    + code.charAt(LENGTH - 1) + ", must be " + expected);
        }
        return code;
    }

    private static int value(String code, int at) {
        int value = ALPHABET.indexOf(code.charAt(at));
        if (value < 0) {
            throw new MalformedException("Cannot accept credit code '" + code + "': character '" + code.charAt(at)
                    + "' at " + at + " is not allowed");
        }
        return value;
    }
}
