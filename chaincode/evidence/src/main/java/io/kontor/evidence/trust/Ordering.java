package io.kontor.evidence.trust;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * Who orders blocks by BFT (TRU-3).
 *
 * @param quorum how many different consenters must sign a block
 * @param consenters ascending by identifier
 */
public record Ordering(int quorum, List<Consenter> consenters) {

    private static final int LIARS_AMONG = 3;

    public Ordering {
        consenters = Checks.list("consenters", consenters, 1, 200);
        Checks.ascending("consenters", consenters.stream().map(Consenter::id).toList());
        if (quorum != quorumOf(consenters.size())) {
            throw new MalformedException("Cannot accept quorum " + quorum + " of " + consenters.size()
                    + " consenters: must be " + quorumOf(consenters.size()));
        }
    }

    /** The ordering of these consenters. */
    public static Ordering of(List<Consenter> consenters) {
        return new Ordering(quorumOf(consenters.size()), consenters);
    }

    /** How many of n consenters may lie. */
    static int liarsAmong(int n) {
        return (n - 1) / LIARS_AMONG;
    }

    private static int quorumOf(int n) {
        return (n + liarsAmong(n) + 2) / 2;
    }

    /** How many of them may lie. */
    public int mayLie() {
        return liarsAmong(consenters.size());
    }

    /** The consenter with this identifier. */
    public Optional<Consenter> consenter(long id) {
        return consenters.stream().filter(one -> one.id() == id).findFirst();
    }
}
