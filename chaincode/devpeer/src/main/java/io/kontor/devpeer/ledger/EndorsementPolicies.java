package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.devpeer.identity.Identity;
import io.kontor.devpeer.identity.Organisations;
import io.kontor.devpeer.identity.Role;
import io.kontor.devpeer.identity.SignaturePolicies;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * Which organisations must endorse (DEV-11, DEV-12): a key with a policy of its own asks for that policy; for all other
 * keys, and for a transaction that writes nothing, peers of a majority of the organisations. Private keys ask for a majority of their
 * collection's members (DEV-22).
 */
public final class EndorsementPolicies {
    private final Organisations organisations;
    private final Collections collections;

    public EndorsementPolicies(final ChannelDefinition definition) {
        this.organisations = definition.organisations();
        this.collections = definition.collections();
    }

    /** Whether the endorsers may make these writes, given the state before them. */
    public boolean satisfied(final KVRWSet set, final StateView state, final List<Identity> endorsers) {
        boolean chaincodeLevel = false;
        boolean any = false;
        for (final String key : keysWritten(set)) {
            any = true;
            if (HashedKeys.isHashed(key)) {
                if (!collections.isEndorsedBy(HashedKeys.collection(key), peers(endorsers))) {
                    return false;
                }
                continue;
            }
            final ByteString policy =
                    state.get(key).flatMap(StateValue::validationParameter).orElse(ByteString.EMPTY);
            if (policy.isEmpty()) {
                chaincodeLevel = true;
            } else if (!keyPolicySatisfied(policy, endorsers)) {
                return false;
            }
        }
        return (any && !chaincodeLevel) || majority(endorsers);
    }

    /** The organisations that policies of the keys written name, in the order of the keys. */
    public Set<String> organisationsNamed(final KVRWSet set, final StateView state) {
        final Set<String> names = new LinkedHashSet<>();
        for (final String key : keysWritten(set)) {
            state.get(key)
                    .flatMap(StateValue::validationParameter)
                    .flatMap(EndorsementPolicies::read)
                    .map(SignaturePolicies::organisationsNamed)
                    .ifPresent(names::addAll);
        }
        return names;
    }

    /** All keys whose value or metadata the set writes. */
    static Set<String> keysWritten(final KVRWSet set) {
        final Set<String> keys = new LinkedHashSet<>();
        Stream.concat(
                        set.getWritesList().stream().map(KVWrite::getKey),
                        set.getMetadataWritesList().stream().map(KVMetadataWrite::getKey))
                .forEach(keys::add);
        return keys;
    }

    private static boolean keyPolicySatisfied(final ByteString bytes, final List<Identity> endorsers) {
        return read(bytes)
                .filter(policy -> SignaturePolicies.satisfied(policy, endorsers))
                .isPresent();
    }

    /** Nobody can satisfy a policy that cannot be read. */
    private static Optional<SignaturePolicyEnvelope> read(final ByteString bytes) {
        try {
            return Optional.of(SignaturePolicies.parse(bytes));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private boolean majority(final List<Identity> endorsers) {
        return peers(endorsers).size() >= organisations.majority();
    }

    private static List<String> peers(final List<Identity> endorsers) {
        return endorsers.stream()
                .filter(endorser -> endorser.role() == Role.PEER)
                .map(Identity::mspId)
                .distinct()
                .toList();
    }
}
