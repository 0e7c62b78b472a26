package io.kontor.devpeer.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.devpeer.identity.Identity;
import io.kontor.devpeer.identity.IdentityRefused;
import io.kontor.devpeer.ledger.ChannelDefinition;
import io.kontor.devpeer.ledger.MalformedTransaction;
import io.kontor.devpeer.ledger.TransactionHeader;
import java.time.Duration;
import java.time.Instant;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * A proposal that is well formed, recent, and signed by a valid identity of a known organisation (DEV-8).
 *
 * @param header its header
 * @param creator who signed it
 * @param input function and arguments
 * @param payload the proposal's payload without its transient map, as it goes into the transaction
 * @param headerBytes received bytes of the whole header
 * @param signed the proposal as received
 */
record CheckedProposal(
        TransactionHeader header,
        Identity creator,
        ChaincodeInput input,
        ByteString payload,
        ByteString headerBytes,
        SignedProposal signed) {

    /** As far as a client's clock may be from ours, in both directions. */
    static final Duration TIME_WINDOW = Duration.ofMinutes(15);

    static CheckedProposal check(final SignedProposal signed, final ChannelDefinition definition, final Instant now)
            throws Refused {
        try {
            final Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
            final TransactionHeader header = TransactionHeader.parse(Header.parseFrom(proposal.getHeader()));
            final Identity creator = definition.organisations().identify(header.creator());
            creator.requireValidAt(now);
            creator.requireSignature(signed.getSignature(), signed.getProposalBytes());
            requireRecent(header, now);
            final ChaincodeProposalPayload payload = ChaincodeProposalPayload.parseFrom(proposal.getPayload());
            final ChaincodeInvocationSpec spec = ChaincodeInvocationSpec.parseFrom(payload.getInput());
            final String named = spec.getChaincodeSpec().getChaincodeId().getName();
            if (!named.equals(header.chaincode())) {
                throw new Refused("error validating proposal: header names chaincode " + header.chaincode()
                        + ", payload names " + named);
            }
            return new CheckedProposal(
                    header,
                    creator,
                    spec.getChaincodeSpec().getInput(),
                    ChaincodeProposalPayload.newBuilder()
                            .setInput(payload.getInput())
                            .build()
                            .toByteString(),
                    proposal.getHeader(),
                    signed);
        } catch (InvalidProtocolBufferException | MalformedTransaction e) {
            throw new Refused("error validating proposal: " + e.getMessage());
        } catch (IdentityRefused e) {
            throw new Refused("error validating proposal: access denied: channel [" + definition.channel() + "]: "
                    + e.getMessage());
        }
    }

    /** The transaction's id. */
    String transactionId() {
        return header.transactionId();
    }

    private static void requireRecent(final TransactionHeader header, final Instant now) throws Refused {
        final Duration off = Duration.between(header.timestamp(), now).abs();
        if (off.compareTo(TIME_WINDOW) > 0) {
            throw new Refused("error validating proposal: timestamp " + header.timestamp() + " is more than "
                    + TIME_WINDOW.toMinutes() + " minutes from this peer's clock, " + now);
        }
    }

    /** The proposal is refused; the message says why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(final String message) {
            super(message);
        }
    }
}
