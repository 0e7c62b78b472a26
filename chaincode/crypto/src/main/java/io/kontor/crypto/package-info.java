/** The crypto suites: sign, verify, digest, MAC and seal. */
@org.jspecify.annotations.NullMarked
package io.kontor.crypto;
