/** Typed facade of the capability {@code settlement} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.settlement;

import org.jspecify.annotations.NullMarked;
