/**
 * Keys at rest in the instance's folder: sealed, mode 0600, replaced atomically (journal.md KEY rules).
 *
 * <p>Start at {@link io.kontor.usage.keys.KeyProtection}.
 */
@NullMarked
package io.kontor.usage.keys;

import org.jspecify.annotations.NullMarked;
