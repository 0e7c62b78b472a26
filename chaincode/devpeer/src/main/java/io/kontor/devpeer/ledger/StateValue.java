package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataEntry;

/**
 * A value of the world state.
 *
 * @param value the bytes
 * @param version where it, or its metadata, was written last
 * @param metadata its metadata entries
 */
public record StateValue(ByteString value, Version version, List<KVMetadataEntry> metadata) {
    private static final String VALIDATION_PARAMETER = "VALIDATION_PARAMETER";

    public StateValue {
        metadata = List.copyOf(metadata);
    }

    /** The key's own endorsement policy, if it has one. */
    public Optional<ByteString> validationParameter() {
        return metadata.stream()
                .filter(entry -> entry.getName().equals(VALIDATION_PARAMETER))
                .map(KVMetadataEntry::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
