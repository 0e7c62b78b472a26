package io.kontor.client.ledger;

import io.kontor.model.json.JsonObject;
import java.util.List;

/** The channel's blocks and endorsed reads, for evidence bundles and trust files (docs/spec/evidence.md). */
public interface LedgerBlocks {

    /**
     * Copies of a block as the peers of these organisations have it; an organisation that does not answer is left out.
     *
     * @param number number of the block
     * @param organisations organisations, at least one
     * @return bytes of {@code Block}, at least one
     * @throws LedgerUnavailableException when none answers
     */
    List<byte[]> copies(long number, List<String> organisations);

    /** Number of the block that holds a transaction. */
    long numberOfBlock(String transactionId);

    /** The own peer's copy of the newest configuration block. */
    byte[] newestConfiguration();

    /**
     * A call of the contract that is endorsed and never submitted.
     *
     * @param function function
     * @param argument its argument
     * @param organisations organisations that must sign, at least one
     * @return its {@code Payload} bytes
     */
    byte[] endorsedRead(String function, JsonObject argument, List<String> organisations);
}
