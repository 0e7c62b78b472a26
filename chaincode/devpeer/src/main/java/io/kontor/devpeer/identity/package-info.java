/**
 * Organisations, their identities and signatures, and the evaluation of signature policies.
 *
 * <p>Start at {@link io.kontor.devpeer.identity.Organisations}. Signatures are ECDSA over SHA-256 on P-256, low S, made
 * and checked with Bouncy Castle's lightweight API, which is several times faster than the Java runtime's.
 */
@NullMarked
package io.kontor.devpeer.identity;

import org.jspecify.annotations.NullMarked;
