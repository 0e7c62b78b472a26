/** Orders. Start at {@code OrderContract}. */
@NullMarked
package io.kontor.contract.order;

import org.jspecify.annotations.NullMarked;
