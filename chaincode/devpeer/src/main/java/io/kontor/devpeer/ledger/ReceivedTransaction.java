package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.identity.Identity;
import io.kontor.devpeer.identity.IdentityRefused;
import io.kontor.devpeer.identity.Organisations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on its way into a block, with everything checked that does not depend on the ledger's state: form,
 * creator's signature and the signatures of its endorsers.
 */
public final class ReceivedTransaction {
    private final TransactionHeader header;
    private final ByteString envelope;
    private final TxValidationCode form;
    private final @Nullable TransactionContent content;
    private final List<Identity> endorsers;

    private ReceivedTransaction(
            final TransactionHeader header,
            final ByteString envelope,
            final TxValidationCode form,
            final @Nullable TransactionContent content,
            final List<Identity> endorsers) {
        this.header = header;
        this.envelope = envelope;
        this.form = form;
        this.content = content;
        this.endorsers = List.copyOf(endorsers);
    }

    /**
     * Checks an envelope as an orderer and then a committer would. An envelope whose header is unsound or whose creator
     * did not sign it is refused; one with an unsound body is taken and becomes an invalid transaction of a block.
     */
    public static ReceivedTransaction check(final Envelope envelope, final Organisations organisations)
            throws MalformedTransaction, IdentityRefused {
        final TransactionHeader header =
                TransactionHeader.parse(TransactionContent.payload(envelope).getHeader());
        organisations.identify(header.creator()).requireSignature(envelope.getSignature(), envelope.getPayload());
        final ByteString bytes = envelope.toByteString();
        try {
            final TransactionContent content = TransactionContent.parse(envelope);
            final List<Identity> endorsers = endorsers(content, organisations);
            return new ReceivedTransaction(header, bytes, TxValidationCode.VALID, content, endorsers);
        } catch (MalformedTransaction e) {
            return new ReceivedTransaction(header, bytes, e.code(), null, List.of());
        }
    }

    /** The transaction's header. */
    public TransactionHeader header() {
        return header;
    }

    /** The received envelope, as it stands in the block. */
    ByteString envelope() {
        return envelope;
    }

    /** VALID, or what is wrong with the form. */
    TxValidationCode form() {
        return form;
    }

    /** What the transaction says; only for a sound form. */
    TransactionContent content() {
        if (content == null) {
            throw new IllegalStateException("Cannot read transaction " + header.transactionId() + ": it is " + form);
        }
        return content;
    }

    /** The endorsers whose signatures fit, each once, in the transaction's order. */
    List<Identity> endorsers() {
        return endorsers;
    }

    /** As in Fabric, an endorsement that does not verify does not count, and does no other harm. */
    private static List<Identity> endorsers(final TransactionContent content, final Organisations organisations) {
        final Map<ByteString, Identity> signers = new LinkedHashMap<>();
        for (final Endorsement endorsement : content.endorsements()) {
            try {
                final Identity signer = organisations.identify(endorsement.getEndorser());
                if (signer.verify(endorsement.getSignature(), content.responsePayload(), endorsement.getEndorser())) {
                    signers.putIfAbsent(endorsement.getEndorser(), signer);
                }
            } catch (IdentityRefused e) {
                System.getLogger(ReceivedTransaction.class.getName())
                        .log(System.Logger.Level.DEBUG, "Endorsement not counted: {0}", e.getMessage());
            }
        }
        return new ArrayList<>(signers.values());
    }
}
