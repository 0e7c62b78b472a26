/**
 * The crypto suites: sign, verify, digest, MAC and seal. Rules CRY-1 to CRY-8 stand in docs/spec/crypto.md.
 *
 * <p>Start at {@link io.kontor.crypto.suite.CryptoSuites}.
 */
@NullMarked
package io.kontor.crypto.suite;

import org.jspecify.annotations.NullMarked;
