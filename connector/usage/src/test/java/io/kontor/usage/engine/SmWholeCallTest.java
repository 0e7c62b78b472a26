package io.kontor.usage.engine;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;

/** The suite {@code sm}. */
class SmWholeCallTest extends WholeCallContract {

    @Override
    CryptoSuite suite() {
        return CryptoSuites.sm();
    }
}
