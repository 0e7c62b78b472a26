/** Typed facade of the capability {@code grant} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.grant;

import org.jspecify.annotations.NullMarked;
