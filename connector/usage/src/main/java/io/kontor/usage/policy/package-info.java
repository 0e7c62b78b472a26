/**
 * Decides a call against the terms of its grant and the state of everything above it; compiled once, immutable, asked for every call.
 *
 * <p>Start at {@link io.kontor.usage.policy.CompiledPolicy}.
 */
@NullMarked
package io.kontor.usage.policy;

import org.jspecify.annotations.NullMarked;
