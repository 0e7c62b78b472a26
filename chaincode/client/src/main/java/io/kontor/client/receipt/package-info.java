/** Typed facade of the capability {@code receipt} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.receipt;

import org.jspecify.annotations.NullMarked;
