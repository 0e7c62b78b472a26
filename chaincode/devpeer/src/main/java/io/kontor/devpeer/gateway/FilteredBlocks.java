package io.kontor.devpeer.gateway;

import io.kontor.devpeer.ledger.Blocks;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredChaincodeAction;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.FilteredTransactionActions;

/** Filtered blocks: ids and validation codes, and events without their payloads. */
final class FilteredBlocks {

    private FilteredBlocks() {}

    static FilteredBlock of(final Block block, final String channel) {
        final FilteredBlock.Builder filtered = FilteredBlock.newBuilder()
                .setChannelId(channel)
                .setNumber(block.getHeader().getNumber());
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            final ChannelHeader header = Blocks.channelHeader(block, i);
            final FilteredTransaction.Builder transaction = FilteredTransaction.newBuilder()
                    .setTxid(header.getTxId())
                    .setTypeValue(header.getType())
                    .setTxValidationCode(Blocks.code(block, i));
            if (header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE) {
                transaction.setTransactionActions(actions(block, i));
            }
            filtered.addFilteredTransactions(transaction);
        }
        return filtered.build();
    }

    private static FilteredTransactionActions actions(final Block block, final int index) {
        final FilteredTransactionActions.Builder actions = FilteredTransactionActions.newBuilder();
        Blocks.soundContent(block, index)
                .flatMap(content -> content.event())
                .ifPresent(event -> actions.addChaincodeActions(FilteredChaincodeAction.newBuilder()
                        .setChaincodeEvent(event.toBuilder().clearPayload())));
        return actions.build();
    }
}
