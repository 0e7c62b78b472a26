/** Products and their tariff versions. Start at {@code Product}. */
@NullMarked
package io.kontor.model.product;

import org.jspecify.annotations.NullMarked;
