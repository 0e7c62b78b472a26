/** Typed facade of the capability {@code scenario} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.scenario;

import org.jspecify.annotations.NullMarked;
