/** The suite of ledgers on the ledgers of this module. */
@NullMarked
package io.kontor.testkit.suite;

import org.jspecify.annotations.NullMarked;
