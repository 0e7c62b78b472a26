/** Typed facade of the capability {@code consent} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.consent;

import org.jspecify.annotations.NullMarked;
