/** Small files that are replaced whole. Start at {@link io.kontor.dataplane.store.SmallFile}. */
@NullMarked
package io.kontor.dataplane.store;

import org.jspecify.annotations.NullMarked;
