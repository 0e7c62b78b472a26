/** Typed facade of the capability {@code member} (docs/spec/contract.md). */
@NullMarked
package io.kontor.client.member;

import org.jspecify.annotations.NullMarked;
