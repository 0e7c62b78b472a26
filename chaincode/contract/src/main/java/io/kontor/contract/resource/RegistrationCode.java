package io.kontor.contract.resource;

import io.kontor.model.resource.DataClass;
import java.util.Locale;

/** Registration codes: {@code <cityId>-<kind letter><6 digits>-<check>}; the check character is that of ISO 7064 MOD 37,36. */
final class RegistrationCode {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MODULUS = 36;

    private RegistrationCode() {}

    static String of(String cityId, DataClass dataClass, long serial) {
        String body = String.format(Locale.ROOT, "%s-%s%06d", cityId, letter(dataClass), serial);
        return body + "-" + check(body);
    }

    private static char letter(DataClass dataClass) {
        return switch (dataClass) {
            case STRUCTURED_SENSITIVE -> 'S';
            case STRUCTURED_PLAIN -> 'P';
            case DOCUMENT -> 'D';
        };
    }

    /** Over the letters and digits of the body, as capitals. */
    private static char check(String body) {
        int product = MODULUS;
        for (char c : body.toUpperCase(Locale.ROOT).toCharArray()) {
            int value = ALPHABET.indexOf(c);
            if (value >= 0) {
                int sum = (product + value) % MODULUS;
                product = (sum == 0 ? MODULUS : sum) * 2 % (MODULUS + 1);
            }
        }
        return ALPHABET.charAt((MODULUS + 1 - product) % MODULUS);
    }
}
