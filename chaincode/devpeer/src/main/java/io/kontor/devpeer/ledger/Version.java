package io.kontor.devpeer.ledger;

/**
 * Where a value was written.
 *
 * @param block number of the block
 * @param transaction place of the transaction in the block
 */
public record Version(long block, int transaction) {

    /** The same in a read set. */
    public org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version toProto() {
        return org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version.newBuilder()
                .setBlockNum(block)
                .setTxNum(transaction)
                .build();
    }
}
