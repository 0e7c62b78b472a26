/** Typed facade of the capability {@code city} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.city;

import org.jspecify.annotations.NullMarked;
