package io.kontor.usage.engine;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;

/** The suite {@code intl}. */
class IntlWholeCallTest extends WholeCallContract {

    @Override
    CryptoSuite suite() {
        return CryptoSuites.intl();
    }
}
