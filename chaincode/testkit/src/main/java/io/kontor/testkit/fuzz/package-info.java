/**
 * Seeded mutations of valid samples against a parser that must read or refuse each of them, within bounds of time and memory.
 *
 * <p>Start at {@link io.kontor.testkit.fuzz.Fuzz}.
 */
@NullMarked
package io.kontor.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
