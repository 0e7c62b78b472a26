/** The evidence bundle of one receipt. Start at {@link io.kontor.evidence.bundle.EvidenceBundle}. */
@NullMarked
package io.kontor.evidence.bundle;

import org.jspecify.annotations.NullMarked;
