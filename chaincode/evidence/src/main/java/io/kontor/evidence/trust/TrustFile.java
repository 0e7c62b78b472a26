package io.kontor.evidence.trust;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * Whom a verifier believes (TRU-1). A bundle never adds to it.
 *
 * @param ledger what kind of ledger it is
 * @param channel name of the channel
 * @param chaincode name of the contract's chaincode
 * @param epochs the channel's configurations since genesis, ascending
 * @param definitions the contract's definitions, ascending; none on a development ledger
 * @param keyClasses rules of keys that concern one city
 * @param attestation who must attest that a transaction is valid
 */
public record TrustFile(
        LedgerKind ledger,
        String channel,
        String chaincode,
        List<Epoch> epochs,
        List<Definition> definitions,
        List<KeyClassRule> keyClasses,
        Rule attestation) {

    private static final int MANY = 10_000;

    public TrustFile {
        Ids.require("channel", channel);
        Ids.require("chaincode", chaincode);
        epochs = Checks.list("epochs", epochs, 1, MANY);
        Checks.ascending("epochs", epochs.stream().map(Epoch::block).toList());
        boolean real = ledger == LedgerKind.FABRIC;
        definitions = Checks.list("definitions", definitions, real ? 1 : 0, real ? MANY : 0);
        Checks.ascending("definitions", definitions.stream().map(Definition::at).toList());
        keyClasses = Checks.list("key classes", keyClasses, 0, MANY);
        Checks.distinct("key classes", keyClasses, rule -> rule.keyClass() + "/" + rule.city());
        if (epochs.get(0).block() != 0) {
            throw new MalformedException("Cannot accept epochs: the first is of block "
                    + epochs.get(0).block() + ", must be of block 0");
        }
    }

    /** The trust file of a development ledger; its rules are a majority of the organisations. */
    public static TrustFile development(String channel, String chaincode, List<TrustedOrganisation> organisations) {
        List<String> names =
                organisations.stream().map(TrustedOrganisation::mspId).toList();
        Rule majority = Rule.majorityOfPeers(names);
        Epoch epoch = new Epoch(0, Digest32.ZERO, organisations, majority, Optional.empty());
        return new TrustFile(
                LedgerKind.DEVELOPMENT, channel, chaincode, List.of(epoch), List.of(), List.of(), majority);
    }

    /** The newest epoch. */
    public Epoch newest() {
        return epochs.get(epochs.size() - 1);
    }

    /** The epoch that a block belongs to: the newest that begins before it. */
    public Optional<Epoch> epochOf(long block) {
        return epochs.stream().filter(epoch -> epoch.block() < block).reduce((first, second) -> second);
    }

    /** The definition that was committed there. */
    public Optional<Definition> definition(BlockPosition at) {
        return definitions.stream()
                .filter(definition -> definition.at().equals(at))
                .findFirst();
    }

    /** Whether these organisations are enough to attest an anchor of a log of the city (EVD-6, EVD-12). */
    public boolean isAttestedBy(String city, List<String> organisations) {
        return attestation.satisfiedByPeersOf(organisations)
                && headRule(city)
                        .map(rule -> rule.satisfiedByPeersOf(organisations))
                        .orElse(true);
    }

    /** The rule for heads of a city's logs, if there is one. */
    public Optional<Rule> headRule(String city) {
        return keyClasses.stream()
                .filter(rule ->
                        rule.keyClass().equals(KeyClassRule.HEAD) && rule.city().equals(city))
                .map(KeyClassRule::rule)
                .findFirst();
    }
}
