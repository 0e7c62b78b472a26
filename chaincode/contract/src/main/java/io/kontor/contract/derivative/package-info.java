/** Derivatives: submitted by consumers, decided by suppliers. Start at {@code DerivativeContract}. */
@NullMarked
package io.kontor.contract.derivative;

import org.jspecify.annotations.NullMarked;
