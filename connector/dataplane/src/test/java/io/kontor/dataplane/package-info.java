/** Tests of the process itself. */
@NullMarked
package io.kontor.dataplane;

import org.jspecify.annotations.NullMarked;
