/**
 * What rests under content keys, so that destroying a key erases it: sealed bytes, the replay store, the keys themselves.
 *
 * <p>Start at {@link io.kontor.usage.content.ContentSealer}.
 */
@NullMarked
package io.kontor.usage.content;

import org.jspecify.annotations.NullMarked;
