/** Tests of the mirror package over real HTTP. */
@NullMarked
package io.kontor.dataplane.mirror;

import org.jspecify.annotations.NullMarked;
