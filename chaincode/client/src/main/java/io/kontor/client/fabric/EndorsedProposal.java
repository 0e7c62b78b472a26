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

/** A call with the signatures of named organisations, by a proposal that is never submitted; tried again while peers differ. */
final class EndorsedProposal {
    private final Network network;
    private final Backoff backoff;
    private final int attempts;

    EndorsedProposal(Network network, Backoff backoff, int attempts) {
        this.network = network;
        this.backoff = backoff;
        this.attempts = attempts;
    }

    /** The {@code Payload} bytes of a call. */
    byte[] read(String chaincode, List<String> organisations, String function, String... arguments) {
        for (int attempt = 1; ; attempt++) {
            try {
                return payload(network.getContract(chaincode)
                        .newProposal(function)
                        .addArguments(arguments)
                        .setEndorsingOrganizations(organisations.toArray(String[]::new))
                        .build()
                        .endorse()
                        .getBytes());
            } catch (EndorseException e) {
                LedgerException outcome = GatewayErrors.of(chaincode + ":" + function, e);
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
            throw new LedgerUnavailableException("Cannot read endorsed call: it is no prepared transaction", e);
        }
    }
}
