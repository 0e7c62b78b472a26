package io.kontor.client.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerUnavailableException;
import java.util.List;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;

/** Reads a transaction's status with the signatures of named organisations, by a proposal that is never submitted. */
final class EndorsedStatus {
    private final Network network;
    private final String channel;
    private final Backoff backoff;

    EndorsedStatus(Network network, String channel, Backoff backoff) {
        this.network = network;
        this.channel = channel;
        this.backoff = backoff;
    }

    byte[] read(String transactionId, List<String> organisations, int attempts) {
        for (int attempt = 1; ; attempt++) {
            try {
                return payload(network.getContract("qscc")
                        .newProposal("GetTransactionByID")
                        .addArguments(channel, transactionId)
                        .setEndorsingOrganizations(organisations.toArray(String[]::new))
                        .build()
                        .endorse()
                        .getBytes());
            } catch (EndorseException e) {
                LedgerException outcome = GatewayErrors.of("qscc:GetTransactionByID " + transactionId, e);
                boolean again = outcome instanceof LedgerConflictException && attempt < attempts;
                if (!again || !backoff.await(attempt)) {
                    throw outcome;
                }
            }
        }
    }

    private static byte[] payload(byte[] prepared) {
        try {
            Envelope envelope = PreparedTransaction.parseFrom(prepared).getEnvelope();
            return envelope.getPayload().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerUnavailableException("Cannot read endorsed status: it is no prepared transaction", e);
        }
    }
}
