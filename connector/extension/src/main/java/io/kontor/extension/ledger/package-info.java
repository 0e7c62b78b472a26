/**
 * What the connector asks of the ledger: who is a member, and the state of a grant. Narrow ports, so that no EDC class meets a ledger client.
 * Start at {@link io.kontor.extension.ledger.MemberDirectory}.
 */
@NullMarked
package io.kontor.extension.ledger;

import org.jspecify.annotations.NullMarked;
