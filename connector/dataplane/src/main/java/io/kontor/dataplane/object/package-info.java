/** Files that may be downloaded whole, by identifier. Start at {@link io.kontor.dataplane.object.FileObjects}. */
@NullMarked
package io.kontor.dataplane.object;

import org.jspecify.annotations.NullMarked;
