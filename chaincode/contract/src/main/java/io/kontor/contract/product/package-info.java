/** Products and tariff versions. Start at {@code ProductContract}. */
@NullMarked
package io.kontor.contract.product;

import org.jspecify.annotations.NullMarked;
