package io.kontor.client.ledger;

import io.kontor.model.json.JsonObject;

/**
 * A transaction that was committed as valid.
 *
 * @param transactionId transaction
 * @param blockNumber block, as reported by the own peer (not signed by anybody)
 * @param answer what the contract answered
 */
public record CommittedTransaction(String transactionId, long blockNumber, JsonObject answer) {}
