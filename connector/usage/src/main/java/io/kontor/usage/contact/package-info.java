/**
 * Contact of an instance with the ledger: what it committed, how stale it is, what others changed.
 *
 * <p>Start at {@link io.kontor.usage.contact.LedgerContact}.
 */
@NullMarked
package io.kontor.usage.contact;

import org.jspecify.annotations.NullMarked;
