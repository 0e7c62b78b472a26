/**
 * Why a request is refused: one ordered list of codes for the ledger and for calls.
 *
 * <p>Start at {@link io.kontor.model.rejection.RejectionCode}.
 */
@NullMarked
package io.kontor.model.rejection;

import org.jspecify.annotations.NullMarked;
