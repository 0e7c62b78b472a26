package io.kontor.evidence.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.evidence.trust.Consenter;
import io.kontor.evidence.trust.Ordering;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;

/**
 * A whole block with the signatures of orderers. Nothing of it is checked by holding one.
 *
 * @param header its header
 * @param envelopes all its envelopes, in order
 * @param value what the orderers signed beside the header, the bytes of {@code OrdererBlockMetadata}
 * @param signatures ascending by consenter
 */
public record SignedBlock(
        BlockHeader header, List<ByteString> envelopes, ByteString value, List<OrdererSignature> signatures) {

    public SignedBlock {
        envelopes = Checks.list("envelopes of block " + header.number(), envelopes, 1, 100_000);
        signatures = Checks.list("signatures of block " + header.number(), signatures, 0, 200);
    }

    /** What does not hold about its data hash or the form of its envelopes; empty when all holds. */
    public Optional<String> wrongData() {
        byte[][] parts = envelopes.stream().map(ByteString::toByteArray).toArray(byte[][]::new);
        Digest32 computed = Digest32.of(HashFunction.sha256().hash(parts));
        if (!computed.equals(header.dataHash())) {
            return Optional.of(
                    "the data hash of block " + header.number() + " is " + header.dataHash() + ", must be " + computed);
        }
        for (int i = 0; i < envelopes.size(); i++) {
            if (!isExact(envelopes.get(i))) {
                return Optional.of(
                        "envelope " + i + " of block " + header.number() + " has other bytes when it is written again");
            }
        }
        return Optional.empty();
    }

    /** There are no lengths in the data hash: what is glued together would keep it. */
    private static boolean isExact(ByteString envelope) {
        try {
            return Envelope.parseFrom(envelope).toByteString().equals(envelope);
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /** The number of the configuration block that the orderers named; empty when the value is not in its one form. */
    public Optional<Long> lastConfig() {
        try {
            OrdererBlockMetadata metadata = OrdererBlockMetadata.parseFrom(value);
            boolean exact = metadata.toByteString().equals(value)
                    && metadata.getUnknownFields().asMap().isEmpty()
                    && metadata.getLastConfig().getUnknownFields().asMap().isEmpty();
            long index = metadata.getLastConfig().getIndex();
            return exact && index >= 0 ? Optional.of(index) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /** The same block with one valid signature of each consenter that has one. */
    public SignedBlock withValidSignatures(Ordering ordering) {
        List<OrdererSignature> valid = new ArrayList<>();
        for (Consenter consenter : ordering.consenters()) {
            signatures.stream()
                    .filter(signature -> signature.consenter() == consenter.id() && isValid(signature, consenter))
                    .findFirst()
                    .ifPresent(valid::add);
        }
        return new SignedBlock(header, envelopes, value, valid);
    }

    /** What does not hold about its signatures; empty when a quorum signed it and every signature is good. */
    public Optional<String> wrongSignatures(Ordering ordering) {
        String block = " of block " + header.number();
        long before = -1;
        for (OrdererSignature signature : signatures) {
            if (signature.consenter() <= before) {
                return Optional.of("the signatures" + block + " name consenter " + before + " before "
                        + signature.consenter() + ", must ascend without repetition");
            }
            before = signature.consenter();
            Optional<Consenter> consenter = ordering.consenter(signature.consenter());
            if (consenter.isEmpty()) {
                return Optional.of("the signature" + block + " is of unknown consenter " + signature.consenter());
            }
            if (!isValid(signature, consenter.get())) {
                return Optional.of("the signature of consenter " + signature.consenter() + block + " does not verify");
            }
        }
        return signatures.size() < ordering.quorum()
                ? Optional.of("the quorum" + block + " is " + signatures.size() + " signatures, must be "
                        + ordering.quorum() + " of " + ordering.consenters().size())
                : Optional.empty();
    }

    private boolean isValid(OrdererSignature signature, Consenter consenter) {
        return consenter
                .key()
                .verify(
                        signature.signature().toByteArray(),
                        value.toByteArray(),
                        signature.identifierHeader().toByteArray(),
                        header.bytes());
    }

    /** Who signed it. */
    public List<Long> signedBy() {
        return signatures.stream().map(OrdererSignature::consenter).toList();
    }
}
