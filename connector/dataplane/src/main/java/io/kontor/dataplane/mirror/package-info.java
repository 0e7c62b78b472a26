/**
 * What mirrors ask of a receipt log (LOG-5), answered to those who sign their request with a pinned key (LOG-6). Start at
 * {@link io.kontor.dataplane.mirror.MirrorServer}.
 */
@NullMarked
package io.kontor.dataplane.mirror;

import org.jspecify.annotations.NullMarked;
