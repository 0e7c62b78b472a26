/**
 * Ports to a supplier's data: algorithms, documents and objects. It owns what may leave a source (fields, masking, watermark);
 * it does not own who may ask: that is decided before. Start at {@link io.kontor.dataplane.source.ResourceSource}.
 */
@NullMarked
package io.kontor.dataplane.source;

import org.jspecify.annotations.NullMarked;
