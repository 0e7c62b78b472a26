/**
 * The ledger of the dev peer: block files, world state, validation and ordering.
 *
 * <p>Start at {@link io.kontor.devpeer.ledger.Ledger}; {@link io.kontor.devpeer.ledger.Orderer} feeds it. Layouts and
 * rules: {@code docs/spec/dev-peer.md}.
 */
@NullMarked
package io.kontor.devpeer.ledger;

import org.jspecify.annotations.NullMarked;
