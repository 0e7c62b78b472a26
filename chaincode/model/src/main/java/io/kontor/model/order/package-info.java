/** Orders: one buyer, one product, one scenario; money accumulates here. Start at {@code Order}. */
@NullMarked
package io.kontor.model.order;

import org.jspecify.annotations.NullMarked;
