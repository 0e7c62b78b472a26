/** Typed facade of the capability {@code resource} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.resource;

import org.jspecify.annotations.NullMarked;
