package io.kontor.contract.state;

import com.google.protobuf.ByteString;
import io.kontor.contract.state.Entries.Pointer;
import io.kontor.model.city.CityProfile;
import io.kontor.model.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/**
 * Which keys carry an endorsement policy of their own (END-1 to END-5); every write asks here. A key without one follows the chaincode's
 * policy, a majority of the organisations.
 */
final class EndorsementRules {

    private static final int TWO = 2;

    private final KeyCities cities;
    private final LedgerState state;

    EndorsementRules(LedgerState state) {
        this.state = state;
        this.cities = new KeyCities(state);
    }

    /**
     * The policy that a write gives its key: each new key of a class, and each write of what only a regulator may change.
     *
     * @param key a key that is about to be written
     * @param record what will stand there
     * @param isNew whether nothing stands there
     * @return a serialised signature policy; empty to leave the key's rule as it is
     */
    Optional<byte[]> policyOf(String key, JsonObject record, Novelty isNew) {
        String type = key.substring(0, key.indexOf('/'));
        boolean regulated = KeyCities.REGULATED.containsKey(type);
        if (!regulated && isNew == Novelty.REWRITTEN) {
            return Optional.empty();
        }
        return cities.cityOf(type, key, record).flatMap(cityId -> policy(cityId, regulated));
    }

    /** Whether a write makes a key or rewrites it. */
    enum Novelty {
        NEW,
        REWRITTEN
    }

    /** Where a city has no witness yet, it has no policy of its own. */
    private Optional<byte[]> policy(String cityId, boolean regulated) {
        Optional<CityProfile> city = state.find(Keys.city(cityId));
        Optional<Pointer> witness = state.find(Keys.witness(cityId));
        if (city.isEmpty() || witness.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = List.of(
                city.get().regulatorMsp(),
                city.get().operatorMsp(),
                witness.get().id());
        return Optional.of(regulated ? withRegulator(names) : twoOf(names));
    }

    /** END-2: two of regulator, operator and witness. */
    private static byte[] twoOf(List<String> names) {
        return envelope(names, outOf(TWO, signedBy(0), signedBy(1), signedBy(2)));
    }

    /** END-3: the regulator, and one of operator and witness. */
    private static byte[] withRegulator(List<String> names) {
        return envelope(names, outOf(TWO, signedBy(0), outOf(1, signedBy(1), signedBy(2))));
    }

    private static byte[] envelope(List<String> names, SignaturePolicy rule) {
        SignaturePolicyEnvelope.Builder envelope =
                SignaturePolicyEnvelope.newBuilder().setRule(rule);
        names.forEach(name -> envelope.addIdentities(peerOf(name)));
        return envelope.build().toByteArray();
    }

    private static MSPPrincipal peerOf(String mspId) {
        ByteString role = MSPRole.newBuilder()
                .setMspIdentifier(mspId)
                .setRole(MSPRole.MSPRoleType.PEER)
                .build()
                .toByteString();
        return MSPPrincipal.newBuilder()
                .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                .setPrincipal(role)
                .build();
    }

    private static SignaturePolicy signedBy(int place) {
        return SignaturePolicy.newBuilder().setSignedBy(place).build();
    }

    private static SignaturePolicy outOf(int number, SignaturePolicy... rules) {
        return SignaturePolicy.newBuilder()
                .setNOutOf(SignaturePolicy.NOutOf.newBuilder().setN(number).addAllRules(Arrays.asList(rules)))
                .build();
    }
}
