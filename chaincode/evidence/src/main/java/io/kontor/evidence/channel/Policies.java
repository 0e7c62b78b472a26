package io.kontor.evidence.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.evidence.trust.Rule;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** Turns Fabric's policies into rules; what a rule cannot say is refused (TRU-6). */
final class Policies {

    private static final int SIGNATURE = Policy.PolicyType.SIGNATURE_VALUE;
    private static final int IMPLICIT_META = Policy.PolicyType.IMPLICIT_META_VALUE;

    private Policies() {}

    /** The rule of a policy of a group of organisations. */
    static Rule rule(ConfigGroup group, String name) {
        if (!group.containsPolicies(name)) {
            throw new MalformedException("Cannot express policy " + name + ": the configuration has none");
        }
        Policy policy = group.getPoliciesOrThrow(name).getPolicy();
        try {
            if (policy.getType() == SIGNATURE) {
                return rule(SignaturePolicyEnvelope.parseFrom(policy.getValue()));
            }
            if (policy.getType() == IMPLICIT_META) {
                return meta(group, ImplicitMetaPolicy.parseFrom(policy.getValue()));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read policy " + name + ": " + e.getMessage(), e);
        }
        throw new MalformedException("Cannot express policy " + name + ": its type is " + policy.getType());
    }

    private static Rule meta(ConfigGroup group, ImplicitMetaPolicy meta) {
        List<Rule> parts = new ArrayList<>();
        group.getGroupsMap().keySet().stream()
                .sorted()
                .forEach(organisation -> parts.add(rule(group.getGroupsOrThrow(organisation), meta.getSubPolicy())));
        int n = switch (meta.getRule()) {
            case ANY -> 1;
            case ALL -> parts.size();
            case MAJORITY -> parts.size() / 2 + 1;
            default -> throw new MalformedException("Cannot express policy: its rule is " + meta.getRule());
        };
        return new Rule.AtLeast(n, parts);
    }

    static Rule rule(SignaturePolicyEnvelope envelope) {
        return rule(envelope.getRule(), envelope.getIdentitiesList());
    }

    private static Rule rule(SignaturePolicy policy, List<MSPPrincipal> principals) {
        if (policy.hasNOutOf()) {
            List<Rule> parts = policy.getNOutOf().getRulesList().stream()
                    .map(part -> rule(part, principals))
                    .toList();
            int n = policy.getNOutOf().getN();
            return n == 1 && parts.size() == 1 ? parts.get(0) : new Rule.AtLeast(n, parts);
        }
        int place = policy.getSignedBy();
        if (place < 0 || place >= principals.size()) {
            throw new MalformedException(
                    "Cannot express policy: it names identity " + place + " of " + principals.size());
        }
        return role(principals.get(place));
    }

    private static Rule role(MSPPrincipal principal) {
        if (principal.getPrincipalClassification() != MSPPrincipal.Classification.ROLE) {
            throw new MalformedException("Cannot express policy: it names " + principal.getPrincipalClassification()
                    + ", must name roles only");
        }
        try {
            MSPRole role = MSPRole.parseFrom(principal.getPrincipal());
            return new Rule.Role(role.getMspIdentifier(), role.getRole().name().toLowerCase(Locale.ROOT));
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read principal of policy: " + e.getMessage(), e);
        }
    }
}
