/** Tests of the control package over real HTTP. */
@NullMarked
package io.kontor.dataplane.control;

import org.jspecify.annotations.NullMarked;
