package io.kontor.crypto.suite;

import java.util.List;

/** The suites that exist. */
public final class CryptoSuites {

    /** ECDSA P-256, SHA-256, HMAC-SHA-256, AES-256-GCM. */
    public static final String INTL = "intl";

    /** SM2, SM3, HMAC-SM3, SM4-GCM. */
    public static final String SM = "sm";

    private static final List<CryptoSuite> ALL = List.of(new IntlSuite(), new SmSuite());

    private CryptoSuites() {}

    /**
     * The suite with this name.
     *
     * @throws CryptoException when there is none
     */
    public static CryptoSuite named(String name) {
        return ALL.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CryptoException("Cannot use crypto suite '" + name + "': known are "
                        + ALL.stream().map(CryptoSuite::name).toList()));
    }

    /** All suites. */
    public static List<CryptoSuite> all() {
        return ALL;
    }

    /** The suite {@code sm}. */
    public static CryptoSuite sm() {
        return named(SM);
    }

    /** The suite {@code intl}. */
    public static CryptoSuite intl() {
        return named(INTL);
    }
}
