package io.kontor.evidence.channel;

import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.KeyClassRule;
import io.kontor.evidence.trust.LedgerKind;
import io.kontor.evidence.trust.OrganisationKind;
import io.kontor.evidence.trust.Rule;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustedOrganisation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes a trust file of a channel's history (TRU-4). */
public final class TrustExport {

    private static final int TWO = 2;

    private TrustExport() {}

    /**
     * The trust file: attestation by a majority of the newest epoch, a rule for the heads of each city.
     *
     * @param history the channel's blocks
     * @param channel name of the channel
     * @param chaincode name of the contract's chaincode
     * @param cities which city each organisation belongs to
     */
    public static TrustFile of(ChannelHistory history, String channel, String chaincode, CityOf cities) {
        List<Epoch> epochs = history.configurations().stream()
                .map(block -> Configuration.of(block).epoch(cities))
                .toList();
        Epoch newest = epochs.get(epochs.size() - 1);
        return new TrustFile(
                LedgerKind.FABRIC,
                channel,
                chaincode,
                epochs,
                Definitions.of(history, chaincode),
                heads(newest.organisations()),
                Rule.majorityOfPeers(newest.mspIds()));
    }

    /** END-2: two of a city's own organisations and a witness, a regulator of another city; a city that is alone has none. */
    private static List<KeyClassRule> heads(List<TrustedOrganisation> organisations) {
        Collection<String> cities = new TreeSet<>(
                organisations.stream().map(TrustedOrganisation::city).toList());
        List<KeyClassRule> rules = new ArrayList<>();
        for (String city : cities) {
            List<Rule> of = new ArrayList<>(
                    peers(organisations, organisation -> organisation.city().equals(city)));
            List<Rule> witnesses = peers(
                    organisations,
                    organisation ->
                            !organisation.city().equals(city) && organisation.kind() == OrganisationKind.REGULATOR);
            if (!witnesses.isEmpty()) {
                of.add(witnesses.size() == 1 ? witnesses.get(0) : new Rule.AtLeast(1, witnesses));
                rules.add(new KeyClassRule(KeyClassRule.HEAD, city, new Rule.AtLeast(TWO, of)));
            }
        }
        return rules;
    }

    private static List<Rule> peers(List<TrustedOrganisation> organisations, Predicate<TrustedOrganisation> condition) {
        return organisations.stream()
                .filter(condition)
                .<Rule>map(organisation -> new Rule.Role(organisation.mspId(), "peer"))
                .toList();
    }
}
