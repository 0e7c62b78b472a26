/** Tests of masking. */
@NullMarked
package io.kontor.dataplane.source;

import org.jspecify.annotations.NullMarked;
