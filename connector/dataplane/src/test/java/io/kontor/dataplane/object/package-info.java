/** Tests of downloads. */
@NullMarked
package io.kontor.dataplane.object;

import org.jspecify.annotations.NullMarked;
