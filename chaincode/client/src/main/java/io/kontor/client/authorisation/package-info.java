/** Typed facade of the capability {@code authorisation} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.authorisation;

import org.jspecify.annotations.NullMarked;
