package io.kontor.evidence.verify;

import io.kontor.evidence.bundle.EndorsedCall;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.Rule;
import io.kontor.evidence.trust.TrustFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds the epoch under which something holds, and asks the trust file's rules of those who signed. */
final class Attesters {

    private final TrustFile trust;
    private final Map<Long, TrustedIdentities> identities = new ConcurrentHashMap<>();

    Attesters(TrustFile trust) {
        this.trust = trust;
    }

    /** The identities of an epoch of the trust file. */
    TrustedIdentities of(Epoch epoch) {
        return identities.computeIfAbsent(epoch.block(), block -> new TrustedIdentities(epoch));
    }

    /** The organisations that endorsed a call, exactly those that the bundle names, and enough of them. */
    List<String> require(EndorsedAction action, EndorsedCall call, Epoch epoch, Rule rule, EvidenceCheck check) {
        List<String> organisations = action.requireEndorsements(of(epoch), check);
        if (!organisations.equals(call.attestedBy())) {
            throw check.refuse("endorsed by " + organisations + ", the bundle names " + call.attestedBy());
        }
        requireRule(rule, organisations, check);
        return organisations;
    }

    /** The trust file's rule for heads of the city, where it has one (EVD-12). */
    void requireOfCity(String city, List<String> organisations, EvidenceCheck check) {
        trust.headRule(city).ifPresent(rule -> requireRule(rule, organisations, check));
    }

    static void requireRule(Rule rule, List<String> organisations, EvidenceCheck check) {
        if (!rule.satisfiedByPeersOf(organisations)) {
            throw check.refuse("endorsed by " + organisations + ", must be by at least " + rule);
        }
    }

    /** What the newest epoch gives under which it holds, not before the given block; else why the newest refuses. */
    <T> T underNewest(long from, Function<Epoch, T> attempt) {
        Optional<RefusedException> first = Optional.empty();
        for (int i = trust.epochs().size() - 1; i >= 0; i--) {
            Epoch epoch = trust.epochs().get(i);
            if (epoch.block() < from) {
                break;
            }
            try {
                return attempt.apply(epoch);
            } catch (RefusedException e) {
                first = first.isPresent() ? first : Optional.of(e);
            }
        }
        throw first.orElseThrow(() -> EvidenceCheck.TRANSACTION_ENDORSEMENTS.refuse(
                "the trust file has no epoch of block " + from + " or later"));
    }
}
