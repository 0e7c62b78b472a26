/** Settlement periods, shares and disputes. Start at {@code SettlementContract}. */
@NullMarked
package io.kontor.contract.settlement;

import org.jspecify.annotations.NullMarked;
