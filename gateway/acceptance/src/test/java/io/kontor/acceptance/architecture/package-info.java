/** Rules that hold for all modules together: who may know whom, and how the sources look. */
@NullMarked
package io.kontor.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
