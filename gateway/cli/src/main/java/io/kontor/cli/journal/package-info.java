/**
 * {@code kontor journal}: lists, verifies and exports the journal of an instance (JNL-12, JNL-13).
 *
 * <p>Start at {@link io.kontor.cli.journal.JournalCommand}.
 */
@NullMarked
package io.kontor.cli.journal;

import org.jspecify.annotations.NullMarked;
