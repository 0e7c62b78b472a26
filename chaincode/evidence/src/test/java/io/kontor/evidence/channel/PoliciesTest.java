package io.kontor.evidence.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kontor.evidence.trust.Rule;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.junit.jupiter.api.Test;

/** TRU-4 to TRU-6: policies become rules or are refused, updates give what administrators signed. */
class PoliciesTest {

    private static final String ENDORSEMENT = "Endorsement";

    private static ConfigGroup organisation(String mspId) {
        SignaturePolicyEnvelope policy = SignaturePolicyEnvelope.newBuilder()
                .addIdentities(MSPPrincipal.newBuilder()
                        .setPrincipal(MSPRole.newBuilder()
                                .setMspIdentifier(mspId)
                                .setRole(MSPRole.MSPRoleType.PEER)
                                .build()
                                .toByteString()))
                .setRule(SignaturePolicy.newBuilder()
                        .setNOutOf(SignaturePolicy.NOutOf.newBuilder()
                                .setN(1)
                                .addRules(SignaturePolicy.newBuilder().setSignedBy(0))))
                .build();
        return withPolicy(ConfigGroup.newBuilder(), Policy.PolicyType.SIGNATURE, policy.toByteString());
    }

    private static ConfigGroup withPolicy(ConfigGroup.Builder group, Policy.PolicyType type, ByteString value) {
        return group.putPolicies(
                        ENDORSEMENT,
                        ConfigPolicy.newBuilder()
                                .setPolicy(Policy.newBuilder()
                                        .setType(type.getNumber())
                                        .setValue(value))
                                .build())
                .build();
    }

    private static ConfigGroup application(ImplicitMetaPolicy.Rule rule) {
        ConfigGroup.Builder group = ConfigGroup.newBuilder();
        List.of("C", "A", "B").forEach(mspId -> group.putGroups(mspId, organisation(mspId)));
        return withPolicy(
                group,
                Policy.PolicyType.IMPLICIT_META,
                ImplicitMetaPolicy.newBuilder()
                        .setRule(rule)
                        .setSubPolicy(ENDORSEMENT)
                        .build()
                        .toByteString());
    }

    @Test
    void a_majority_of_organisations_becomes_a_rule() {
        assertThat(Policies.rule(application(ImplicitMetaPolicy.Rule.MAJORITY), ENDORSEMENT))
                .isEqualTo(Rule.majorityOfPeers(List.of("A", "B", "C")));
        Rule any = Policies.rule(application(ImplicitMetaPolicy.Rule.ANY), ENDORSEMENT);
        Rule all = Policies.rule(application(ImplicitMetaPolicy.Rule.ALL), ENDORSEMENT);
        assertThat(any.satisfiedByPeersOf(List.of("C"))).isTrue();
        assertThat(all.satisfiedByPeersOf(List.of("A", "B"))).isFalse();
    }

    @Test
    void a_policy_by_something_else_than_roles_is_refused() {
        SignaturePolicyEnvelope byUnit = SignaturePolicyEnvelope.newBuilder()
                .addIdentities(MSPPrincipal.newBuilder()
                        .setPrincipalClassification(MSPPrincipal.Classification.ORGANIZATION_UNIT))
                .setRule(SignaturePolicy.newBuilder().setSignedBy(0))
                .build();
        assertThatThrownBy(() -> Policies.rule(byUnit))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("must name roles only");
        assertThatThrownBy(() -> Policies.rule(ConfigGroup.getDefaultInstance(), ENDORSEMENT))
                .hasMessageContaining("the configuration has none");
    }

    private static ConfigValue value(long version, String text) {
        return ConfigValue.newBuilder()
                .setVersion(version)
                .setValue(ByteString.copyFromUtf8(text))
                .build();
    }

    private static ConfigGroup apply(ConfigGroup before, ConfigGroup write) {
        ConfigUpdate update = ConfigUpdate.newBuilder().setWriteSet(write).build();
        ByteString payload = Payload.newBuilder()
                .setData(ConfigUpdateEnvelope.newBuilder()
                        .setConfigUpdate(update.toByteString())
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        return ConfigurationUpdate.of(Envelope.newBuilder().setPayload(payload).build())
                .applyTo(before);
    }

    @Test
    void an_update_changes_what_has_a_higher_version_and_nothing_else() {
        ConfigGroup before = ConfigGroup.newBuilder()
                .putValues("kept", value(3, "old"))
                .putValues("changed", value(1, "old"))
                .putGroups("A", organisation("A"))
                .build();
        ConfigGroup write = ConfigGroup.newBuilder()
                .putValues("kept", value(3, "sparse"))
                .putValues("changed", value(2, "new"))
                .build();
        ConfigGroup after = apply(before, write);
        assertThat(after.getValuesOrThrow("kept").getValue().toStringUtf8()).isEqualTo("old");
        assertThat(after.getValuesOrThrow("changed").getValue().toStringUtf8()).isEqualTo("new");
        assertThat(after.containsGroups("A")).isTrue();
        ConfigGroup regrouped = apply(
                before,
                ConfigGroup.newBuilder()
                        .setVersion(1)
                        .putGroups("A", ConfigGroup.getDefaultInstance())
                        .putGroups("B", organisation("B"))
                        .build());
        assertThat(regrouped.getGroupsMap().keySet()).containsExactlyInAnyOrder("A", "B");
        assertThat(regrouped.getGroupsOrThrow("A")).isEqualTo(organisation("A"));
        assertThat(regrouped.getValuesCount()).isZero();
    }
}
