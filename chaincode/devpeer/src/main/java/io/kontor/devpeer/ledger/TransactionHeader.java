package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.devpeer.identity.Sha256;
import java.time.Instant;
import java.util.HexFormat;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The header that a proposal and its transaction share. The transaction id has been checked: it is the lower-case
 * hexadecimal SHA-256 of nonce and creator (DEV-8).
 *
 * @param transactionId the id
 * @param channel name of the channel
 * @param chaincode name of the chaincode asked for
 * @param timestamp the client's clock
 * @param creator serialised identity of the client
 * @param channelHeaderBytes received bytes of the channel header
 * @param signatureHeaderBytes received bytes of the signature header
 */
public record TransactionHeader(
        String transactionId,
        String channel,
        String chaincode,
        Instant timestamp,
        ByteString creator,
        ByteString channelHeaderBytes,
        ByteString signatureHeaderBytes) {

    /** Reads the header and checks all that can be checked without the ledger. */
    public static TransactionHeader parse(final Header header) throws MalformedTransaction {
        try {
            final ChannelHeader channelHeader = ChannelHeader.parseFrom(header.getChannelHeader());
            final SignatureHeader signatureHeader = SignatureHeader.parseFrom(header.getSignatureHeader());
            final ChaincodeHeaderExtension extension = ChaincodeHeaderExtension.parseFrom(channelHeader.getExtension());
            check(channelHeader, signatureHeader);
            return new TransactionHeader(
                    channelHeader.getTxId(),
                    channelHeader.getChannelId(),
                    extension.getChaincodeId().getName(),
                    Instant.ofEpochSecond(
                            channelHeader.getTimestamp().getSeconds(),
                            channelHeader.getTimestamp().getNanos()),
                    signatureHeader.getCreator(),
                    header.getChannelHeader(),
                    header.getSignatureHeader());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransaction(TxValidationCode.BAD_COMMON_HEADER, "header cannot be parsed", e);
        }
    }

    private static void check(final ChannelHeader channel, final SignatureHeader signature)
            throws MalformedTransaction {
        if (channel.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            throw new MalformedTransaction(
                    TxValidationCode.UNSUPPORTED_TX_PAYLOAD,
                    "header type is " + channel.getType() + ", only endorser transactions (3) are taken");
        }
        if (channel.getEpoch() != 0
                || signature.getNonce().isEmpty()
                || signature.getCreator().isEmpty()) {
            throw new MalformedTransaction(
                    TxValidationCode.BAD_COMMON_HEADER, "epoch is not 0, or nonce or creator is missing");
        }
        final String expected = HexFormat.of().formatHex(Sha256.of(signature.getNonce(), signature.getCreator()));
        if (!expected.equals(channel.getTxId())) {
            throw new MalformedTransaction(
                    TxValidationCode.BAD_PROPOSAL_TXID,
                    "transaction id is " + channel.getTxId() + ", nonce and creator make it " + expected);
        }
    }
}
