package io.kontor.devpeer.gateway;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.contract.ContractAnswer;
import io.kontor.devpeer.ledger.BlockHash;
import io.kontor.devpeer.ledger.Blocks;
import io.kontor.devpeer.ledger.Ledger;
import io.kontor.devpeer.ledger.TransactionLocation;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChannelInfo;
import org.hyperledger.fabric.protos.peer.ChannelQueryResponse;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;

/** The functions of qscc and cscc that are provided (DEV-16). They read the ledger and write nothing. */
final class SystemChaincodes {
    private static final String QUERY = "qscc";
    private static final String CONFIGURATION = "cscc";

    private final Ledger ledger;

    SystemChaincodes(final Ledger ledger) {
        this.ledger = ledger;
    }

    static boolean provides(final String chaincode) {
        return chaincode.equals(QUERY) || chaincode.equals(CONFIGURATION);
    }

    ContractAnswer run(final String chaincode, final ChaincodeInput input) {
        final List<ByteString> arguments = input.getArgsList();
        final String function = arguments.isEmpty() ? "" : arguments.get(0).toStringUtf8();
        if (chaincode.equals(CONFIGURATION) && function.equals("GetChannels")) {
            return ContractAnswer.of(ChannelQueryResponse.newBuilder()
                    .addChannels(ChannelInfo.newBuilder()
                            .setChannelId(ledger.definition().channel()))
                    .build()
                    .toByteString());
        }
        if (arguments.size() < 2
                || !arguments.get(1).toStringUtf8().equals(ledger.definition().channel())) {
            return ContractAnswer.failure(chaincode + "." + function + ": the second argument must be channel "
                    + ledger.definition().channel());
        }
        if (chaincode.equals(CONFIGURATION)) {
            return configuration(function);
        }
        return query(function, arguments.size() > 2 ? arguments.get(2) : ByteString.EMPTY);
    }

    private ContractAnswer configuration(final String function) {
        if (function.equals("GetConfigBlock")) {
            return ContractAnswer.of(ledger.block(0).toByteString());
        }
        return ContractAnswer.failure("cscc." + function + " is not provided by the development peer");
    }

    private ContractAnswer query(final String function, final ByteString argument) {
        final String text = argument.toStringUtf8();
        return switch (function) {
            case "GetChainInfo" -> ContractAnswer.of(ledger.info().toByteString());
            case "GetBlockByNumber" -> blockByNumber(text);
            case "GetBlockByHash" -> blockByHash(argument);
            case "GetTransactionByID" -> transactionById(text);
            case "GetBlockByTxID" -> blockByTransaction(text);
            default -> ContractAnswer.failure("qscc." + function + " is not provided by the development peer");
        };
    }

    private ContractAnswer blockByNumber(final String text) {
        final long number;
        try {
            number = Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            return ContractAnswer.failure("Failed to parse block number with error " + e.getMessage());
        }
        if (Long.compareUnsigned(number, Long.MAX_VALUE) > 0) {
            return ContractAnswer.of(ledger.block(ledger.height() - 1).toByteString());
        }
        if (number >= ledger.height()) {
            return ContractAnswer.failure(
                    "Failed to get block number " + number + ", error no such block number [" + number + "] in index");
        }
        return ContractAnswer.of(ledger.block(number).toByteString());
    }

    private ContractAnswer blockByHash(final ByteString hash) {
        for (long number = ledger.height() - 1; number >= 0; number--) {
            final Block block = ledger.block(number);
            if (BlockHash.ofHeader(block.getHeader()).equals(hash)) {
                return ContractAnswer.of(block.toByteString());
            }
        }
        return ContractAnswer.failure("Failed to get block hash, error no such block hash in index");
    }

    private ContractAnswer transactionById(final String transactionId) {
        final Optional<TransactionLocation> location = ledger.transaction(transactionId);
        if (location.isEmpty()) {
            return noSuchTransaction("transaction with id", transactionId);
        }
        final Block block = ledger.block(location.get().block());
        return ContractAnswer.of(ProcessedTransaction.newBuilder()
                .setTransactionEnvelope(Blocks.envelope(block, location.get().index()))
                .setValidationCode(location.get().code().getNumber())
                .build()
                .toByteString());
    }

    private ContractAnswer blockByTransaction(final String transactionId) {
        return ledger.transaction(transactionId)
                .map(location ->
                        ContractAnswer.of(ledger.block(location.block()).toByteString()))
                .orElseGet(() -> noSuchTransaction("block for txID", transactionId));
    }

    private static ContractAnswer noSuchTransaction(final String wanted, final String transactionId) {
        return ContractAnswer.failure("Failed to get " + wanted + " " + transactionId
                + ", error no such transaction ID [" + transactionId + "] in index");
    }
}
