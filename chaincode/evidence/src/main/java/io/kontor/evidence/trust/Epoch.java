package io.kontor.evidence.trust;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import java.util.List;
import java.util.Optional;

/**
 * Who stood for the channel from one configuration block to the next.
 *
 * @param block number of the configuration block
 * @param hash hash of its header
 * @param organisations the channel's organisations, ascending by name
 * @param endorsement the rule that the channel's own endorsement policy stands for
 * @param ordering who orders by BFT; absent for Raft and for a development ledger
 */
public record Epoch(
        long block,
        Digest32 hash,
        List<TrustedOrganisation> organisations,
        Rule endorsement,
        Optional<Ordering> ordering) {

    public Epoch {
        Checks.range("block of epoch", block, 0, Checks.MAX);
        organisations = Checks.list("organisations", organisations, 1, 200);
        Checks.ascending("organisations", names(organisations));
    }

    private static List<String> names(List<TrustedOrganisation> organisations) {
        return organisations.stream().map(TrustedOrganisation::mspId).toList();
    }

    /** Names of its organisations. */
    public List<String> mspIds() {
        return names(organisations);
    }

    /** The organisation with this name, if it is trusted. */
    public Optional<TrustedOrganisation> organisation(String mspId) {
        return organisations.stream()
                .filter(organisation -> organisation.mspId().equals(mspId))
                .findFirst();
    }
}
