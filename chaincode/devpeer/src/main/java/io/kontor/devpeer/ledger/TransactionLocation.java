package io.kontor.devpeer.ledger;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Where a transaction stands and whether it is valid.
 *
 * @param block number of the block
 * @param index place in the block
 * @param code its validation code
 */
public record TransactionLocation(long block, int index, TxValidationCode code) {}
