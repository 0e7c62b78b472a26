/**
 * Looks into a journal without changing it, also while its instance runs: what it holds, whether it holds together, rows to export.
 *
 * <p>Start at {@link io.kontor.usage.audit.JournalAudit}.
 */
@NullMarked
package io.kontor.usage.audit;

import org.jspecify.annotations.NullMarked;
