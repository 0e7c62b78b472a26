package io.kontor.devpeer.gateway;

import io.kontor.devpeer.ledger.Blocks;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Picks the events of one chaincode out of blocks: those of valid transactions, in the first block only the ones after
 * the transaction that the client has seen. When that transaction is not in the first block, nothing is left out.
 */
final class ChaincodeEventFilter {
    private final String chaincode;
    private final long firstBlock;
    private final String seenTransaction;

    ChaincodeEventFilter(final String chaincode, final long firstBlock, final String seenTransaction) {
        this.chaincode = chaincode;
        this.firstBlock = firstBlock;
        this.seenTransaction = seenTransaction;
    }

    /** The block's events; empty when it has none. */
    Optional<ChaincodeEventsResponse> events(final Block block) {
        final ChaincodeEventsResponse.Builder response = ChaincodeEventsResponse.newBuilder()
                .setBlockNumber(block.getHeader().getNumber());
        for (int i = firstUnseen(block); i < block.getData().getDataCount(); i++) {
            if (Blocks.code(block, i) == TxValidationCode.VALID
                    && Blocks.channelHeader(block, i).getType() == HeaderType.ENDORSER_TRANSACTION_VALUE) {
                final Optional<ChaincodeEvent> event = Blocks.content(block, i)
                        .event()
                        .filter(found -> found.getChaincodeId().equals(chaincode));
                event.ifPresent(response::addEvents);
            }
        }
        return response.getEventsCount() == 0 ? Optional.empty() : Optional.of(response.build());
    }

    private int firstUnseen(final Block block) {
        if (block.getHeader().getNumber() == firstBlock && !seenTransaction.isEmpty()) {
            for (int i = 0; i < block.getData().getDataCount(); i++) {
                if (Blocks.channelHeader(block, i).getTxId().equals(seenTransaction)) {
                    return i + 1;
                }
            }
        }
        return 0;
    }
}
