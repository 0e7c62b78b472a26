/** Typed facade of the capability {@code order} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.order;

import org.jspecify.annotations.NullMarked;
