package io.kontor.client.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.protos.common.Block;

/** Reads blocks by the peers' system contracts, at the own peer and at those of other organisations. */
final class BlockReader {
    private static final String BLOCKS = "qscc";

    private final Network network;
    private final String channel;

    BlockReader(Network network, String channel) {
        this.network = network;
        this.channel = channel;
    }

    List<byte[]> copies(long number, List<String> organisations) {
        List<byte[]> copies = new ArrayList<>();
        Optional<LedgerException> last = Optional.empty();
        for (String organisation : organisations) {
            try {
                copies.add(evaluate(
                        BLOCKS, List.of(organisation), "GetBlockByNumber", channel, Long.toUnsignedString(number)));
            } catch (LedgerUnavailableException e) {
                last = Optional.of(e); // another organisation's copy does as well; the caller counts signatures
            }
        }
        if (copies.isEmpty()) {
            throw last.orElseGet(() -> new LedgerUnavailableException(
                    "Cannot read block " + number + ": no organisation was asked", null));
        }
        return copies;
    }

    long numberOfBlock(String transactionId) {
        byte[] block = evaluate(BLOCKS, List.of(), "GetBlockByTxID", channel, transactionId);
        try {
            return Block.parseFrom(block).getHeader().getNumber();
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerUnavailableException("Cannot read block of transaction " + transactionId, e);
        }
    }

    byte[] newestConfiguration() {
        return evaluate("cscc", List.of(), "GetConfigBlock", channel);
    }

    private byte[] evaluate(String chaincode, List<String> organisations, String function, String... arguments) {
        Proposal.Builder proposal =
                network.getContract(chaincode).newProposal(function).addArguments(arguments);
        if (!organisations.isEmpty()) {
            proposal.setEndorsingOrganizations(organisations.toArray(String[]::new));
        }
        try {
            return proposal.build().evaluate();
        } catch (GatewayException e) {
            throw GatewayErrors.of(chaincode + ":" + function + " " + String.join(" ", arguments), e);
        }
    }
}
