/** The trust file: whom a verifier believes. Start at {@link io.kontor.evidence.trust.TrustFile}. */
@NullMarked
package io.kontor.evidence.trust;

import org.jspecify.annotations.NullMarked;
