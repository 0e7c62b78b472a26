/**
 * The durable, append-only journal of one instance (journal.md): one sequencer, group commit, torn tails cut off.
 *
 * <p>Start at {@link io.kontor.usage.journal.Journal}.
 */
@NullMarked
package io.kontor.usage.journal;

import org.jspecify.annotations.NullMarked;
