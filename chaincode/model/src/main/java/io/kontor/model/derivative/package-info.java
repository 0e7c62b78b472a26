/** Results that a consumer wants to export or pass on, and the supplier's word on them. Start at {@code Derivative}. */
@NullMarked
package io.kontor.model.derivative;

import org.jspecify.annotations.NullMarked;
