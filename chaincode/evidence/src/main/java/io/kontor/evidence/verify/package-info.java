/** Verifies a bundle against a trust file, without any network. Start at {@link io.kontor.evidence.verify.EvidenceVerifier}. */
@NullMarked
package io.kontor.evidence.verify;

import org.jspecify.annotations.NullMarked;
