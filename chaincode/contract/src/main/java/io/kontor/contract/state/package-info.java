/**
 * The world state as typed records: keys, codecs, a read-your-writes view of one transaction. Start at {@code LedgerState} and
 * {@code Keys}.
 */
@NullMarked
package io.kontor.contract.state;

import org.jspecify.annotations.NullMarked;
