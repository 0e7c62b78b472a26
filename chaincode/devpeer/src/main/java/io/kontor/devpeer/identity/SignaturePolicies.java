package io.kontor.devpeer.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/**
 * Evaluates signature policies as Fabric does (DEV-12): greedily, in the order of the policy, each signer counted once,
 * and a branch that fails gives its signers back. Principals by role and by identity are understood; all others are
 * satisfied by nobody.
 */
public final class SignaturePolicies {

    private SignaturePolicies() {}

    /** Reads a policy; empty bytes are none. */
    public static SignaturePolicyEnvelope parse(final ByteString bytes) throws InvalidProtocolBufferException {
        final SignaturePolicyEnvelope envelope = SignaturePolicyEnvelope.parseFrom(bytes);
        if (!envelope.hasRule()) {
            throw new InvalidProtocolBufferException("the policy has no rule");
        }
        return envelope;
    }

    /** Whether the signers satisfy the policy. The signatures have been verified and no signer stands there twice. */
    public static boolean satisfied(final SignaturePolicyEnvelope policy, final List<Identity> signers) {
        return new Evaluation(policy.getIdentitiesList(), signers).holds(policy.getRule(), new boolean[signers.size()]);
    }

    /** The organisations that the policy's principals by role name, in the policy's order. */
    public static Set<String> organisationsNamed(final SignaturePolicyEnvelope policy) {
        final Set<String> names = new LinkedHashSet<>();
        for (final MSPPrincipal principal : policy.getIdentitiesList()) {
            if (principal.getPrincipalClassification() == MSPPrincipal.Classification.ROLE) {
                role(principal.getPrincipal()).map(MSPRole::getMspIdentifier).ifPresent(names::add);
            }
        }
        return names;
    }

    /** A principal that cannot be read names nobody. */
    private static Optional<MSPRole> role(final ByteString principal) {
        try {
            return Optional.of(MSPRole.parseFrom(principal));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private record Evaluation(List<MSPPrincipal> principals, List<Identity> signers) {

        boolean holds(final SignaturePolicy rule, final boolean[] used) {
            return switch (rule.getTypeCase()) {
                case SIGNED_BY -> signedBy(rule.getSignedBy(), used);
                case N_OUT_OF -> outOf(rule.getNOutOf(), used);
                default -> false;
            };
        }

        private boolean outOf(final SignaturePolicy.NOutOf rule, final boolean[] used) {
            int held = 0;
            for (final SignaturePolicy part : rule.getRulesList()) {
                final boolean[] attempt = Arrays.copyOf(used, used.length);
                if (holds(part, attempt)) {
                    held++;
                    System.arraycopy(attempt, 0, used, 0, used.length);
                }
            }
            return held >= rule.getN();
        }

        private boolean signedBy(final int index, final boolean[] used) {
            if (index < 0 || index >= principals.size()) {
                return false;
            }
            for (int i = 0; i < signers.size(); i++) {
                if (!used[i] && satisfies(signers.get(i), principals.get(index))) {
                    used[i] = true;
                    return true;
                }
            }
            return false;
        }

        private static boolean satisfies(final Identity signer, final MSPPrincipal principal) {
            return switch (principal.getPrincipalClassification()) {
                case ROLE -> hasRole(signer, principal.getPrincipal());
                case IDENTITY -> principal.getPrincipal().equals(signer.serialized());
                default -> false;
            };
        }

        private static boolean hasRole(final Identity signer, final ByteString principal) {
            return role(principal)
                    .filter(wanted -> wanted.getMspIdentifier().equals(signer.mspId()))
                    .map(MSPRole::getRole)
                    .filter(role -> role == MSPRole.MSPRoleType.MEMBER
                            || role.name().equals(signer.role().name()))
                    .isPresent();
        }
    }
}
