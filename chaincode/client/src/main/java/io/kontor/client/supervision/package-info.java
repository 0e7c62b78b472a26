/** Typed facade of the capability {@code supervision} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.supervision;

import org.jspecify.annotations.NullMarked;
