package io.kontor.client.fabric;

import java.util.Optional;
import java.util.OptionalLong;
import org.hyperledger.fabric.client.Checkpoint;

/** Position right after a handled transaction. */
record ResumePoint(long block, String transactionId) implements Checkpoint {
    @Override
    public OptionalLong getBlockNumber() {
        return OptionalLong.of(block);
    }

    @Override
    public Optional<String> getTransactionId() {
        return Optional.of(transactionId);
    }
}
