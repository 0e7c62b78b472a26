package io.kontor.client.ledger;

import java.util.List;

/**
 * A committed, valid transaction that wrote something.
 *
 * @param function function that ran
 * @param keys written keys, ascending
 * @param at transaction time, epoch milliseconds
 * @param transactionId transaction
 * @param blockNumber block
 */
public record LedgerEvent(String function, List<String> keys, long at, String transactionId, long blockNumber) {
    public LedgerEvent {
        keys = List.copyOf(keys);
    }
}
