/** Stories over the whole system, and the rules that hold for all modules together. */
@NullMarked
package io.kontor.acceptance;

import org.jspecify.annotations.NullMarked;
