package io.kontor.client.ledger;

import io.kontor.model.json.JsonObject;
import java.util.function.Function;

/**
 * A record as a committed transaction left it.
 *
 * @param record the record
 * @param transactionId transaction
 * @param blockNumber block
 * @param <T> kind of record
 */
public record Recorded<T>(T record, String transactionId, long blockNumber) {

    /**
     * Reads the answer of a transaction.
     *
     * @param transaction the transaction
     * @param codec reads the record
     * @param <T> kind of record
     * @return the record with its transaction
     */
    public static <T> Recorded<T> of(CommittedTransaction transaction, Function<JsonObject, T> codec) {
        return new Recorded<>(
                codec.apply(transaction.answer()), transaction.transactionId(), transaction.blockNumber());
    }
}
