package io.kontor.evidence.channel;

import io.kontor.evidence.block.BlockCopies;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The blocks that a trust file is made of (TRU-4). Nothing of it is checked by holding one.
 *
 * @param configurations configuration blocks from genesis on, ascending
 * @param definitions blocks that hold definitions of the contract, ascending by position
 */
public record ChannelHistory(List<SignedBlock> configurations, List<Defining> definitions) {

    private static final int MANY = 10_000;

    public ChannelHistory {
        configurations = Checks.list("configuration blocks", configurations, 1, MANY);
        definitions = Checks.list("definitions", definitions, 1, MANY);
    }

    /**
     * A transaction that committed a definition.
     *
     * @param block its block
     * @param position its place there
     */
    public record Defining(SignedBlock block, int position) {

        BlockPosition at() {
            return new BlockPosition(block.header().number(), position);
        }
    }

    /**
     * Reads a channel from its newest configuration back to genesis.
     *
     * @param reader how to reach it
     * @param chaincode name of the contract's chaincode
     * @throws MalformedException when its blocks do not lead back to genesis
     */
    public static ChannelHistory read(ChannelReader reader, String chaincode) {
        long number = BlockCopies.merge(List.of(reader.newestConfiguration().get()))
                .header()
                .number();
        Deque<SignedBlock> configurations = new ArrayDeque<>();
        configurations.addFirst(BlockCopies.merge(reader.copies().apply(number)));
        while (number > 0 && configurations.size() < MANY) {
            long before = lastConfigBefore(reader, number);
            configurations.addFirst(BlockCopies.merge(reader.copies().apply(before)));
            number = before;
        }
        return new ChannelHistory(List.copyOf(configurations), definitions(reader, chaincode));
    }

    /** A configuration block names itself; the block before it names the one before. */
    private static long lastConfigBefore(ChannelReader reader, long number) {
        SignedBlock block = BlockCopies.merge(reader.copies().apply(number - 1));
        long named = number == 1 ? 0 : block.lastConfig().orElse(-1L);
        if (named < 0 || named >= number) {
            throw new MalformedException("Cannot read history of channel: block " + (number - 1)
                    + " names configuration block " + named + ", must be below " + number);
        }
        return named;
    }

    private static List<Defining> definitions(ChannelReader reader, String chaincode) {
        Deque<Defining> definitions = new ArrayDeque<>();
        Optional<BlockPosition> at =
                TransactionSets.ofPayload(reader.endorsedCall().get()).definitionRead(chaincode);
        while (at.isPresent() && definitions.size() < MANY) {
            BlockPosition position = at.get();
            SignedBlock block = BlockCopies.merge(reader.copies().apply(position.block()));
            Defining defining = new Defining(block, Math.toIntExact(position.transaction()));
            definitions.addFirst(defining);
            at = TransactionSets.of(defining)
                    .definitionRead(chaincode)
                    .filter(before -> before.compareTo(position) < 0);
        }
        return new ArrayList<>(definitions);
    }
}
