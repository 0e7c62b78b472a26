package io.kontor.devpeer.contract;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * One run of a transaction function.
 *
 * @param channel name of the channel
 * @param transactionId id of the transaction
 * @param chaincode name of the chaincode, the namespace of its keys
 * @param input received bytes of the ChaincodeInput: function and arguments
 * @param proposal the signed proposal that asks for it
 * @param access collections that it may use
 */
public record ContractCall(
        String channel,
        String transactionId,
        String chaincode,
        ByteString input,
        SignedProposal proposal,
        CollectionAccess access) {}
