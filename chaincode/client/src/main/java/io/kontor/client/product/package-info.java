/** Typed facade of the capability {@code product} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.product;

import org.jspecify.annotations.NullMarked;
