/** Seeded property tests. Start at {@code ForAll}. */
@NullMarked
package io.kontor.testkit.property;

import org.jspecify.annotations.NullMarked;
