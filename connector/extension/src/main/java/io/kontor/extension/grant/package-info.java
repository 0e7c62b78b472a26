/**
 * From a finalised agreement to a grant on the ledger and to its end: outbox, gate, end of transfers. Start at {@link
 * io.kontor.extension.grant.GrantExtension}.
 */
@NullMarked
package io.kontor.extension.grant;

import org.jspecify.annotations.NullMarked;
