package io.kontor.evidence.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who must have signed (TRU-1). */
public sealed interface Rule permits Rule.Role, Rule.AtLeast {

    /**
     * A role of an organisation.
     *
     * @param mspId organisation
     * @param role client, peer, admin or orderer; {@code member} is any of them
     */
    record Role(String mspId, String role) implements Rule {
        /** Any role. */
        public static final String MEMBER = "member";

        private boolean admits(Role signer) {
            return mspId.equals(signer.mspId) && (role.equals(MEMBER) || role.equals(signer.role));
        }

        @Override
        public String toString() {
            return mspId + "." + role;
        }
    }

    /**
     * At least so many of some rules.
     *
     * @param n how many
     * @param of of which
     */
    record AtLeast(int n, List<Rule> of) implements Rule {
        public AtLeast {
            of = List.copyOf(of);
            if (n < 1 || n > of.size()) {
                throw new io.kontor.model.rejection.MalformedException(
                        "Cannot accept rule: n is " + n + ", must be 1 to " + of.size());
            }
        }

        @Override
        public String toString() {
            return n + " of " + of;
        }
    }

    /** A majority of the peers of these organisations. */
    static Rule majorityOfPeers(List<String> mspIds) {
        return new AtLeast(
                mspIds.size() / 2 + 1,
                mspIds.stream().<Rule>map(mspId -> new Role(mspId, "peer")).toList());
    }

    /** Whether peers of these organisations satisfy it. */
    default boolean satisfiedByPeersOf(List<String> mspIds) {
        return satisfiedBy(mspIds.stream().map(mspId -> new Role(mspId, "peer")).toList());
    }

    /** Whether these signers satisfy it; each counts once, greedily in the order of the rule, as Fabric does. */
    default boolean satisfiedBy(List<Role> signers) {
        return unusedAfter(List.copyOf(signers)).isPresent();
    }

    /** The signers that are left after this rule took its own; empty when it is not satisfied. */
    private Optional<List<Role>> unusedAfter(List<Role> signers) {
        if (this instanceof Role role) {
            Optional<Role> first = signers.stream().filter(role::admits).findFirst();
            return first.map(taken -> {
                List<Role> rest = new ArrayList<>(signers);
                rest.remove(taken);
                return rest;
            });
        }
        AtLeast many = (AtLeast) this;
        List<Role> left = signers;
        int satisfied = 0;
        for (Rule part : many.of()) {
            Optional<List<Role>> after = part.unusedAfter(left);
            if (after.isPresent()) {
                left = after.get();
                satisfied++;
            }
        }
        return satisfied >= many.n() ? Optional.of(left) : Optional.empty();
    }
}
