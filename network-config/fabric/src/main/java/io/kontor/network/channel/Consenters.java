package io.kontor.network.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.network.process.NetworkFailure;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.orderer.ConsensusType;
import org.hyperledger.fabric.protos.orderer.etcdraft.ConfigMetadata;

/** The orderers that agree on blocks, in the group {@code Orderer}: under BFT a value and a policy of its own, under Raft metadata. */
final class Consenters {
    private static final String ORDERERS = "Orderers";
    private static final String CONSENSUS = "ConsensusType";
    private static final String BLOCK_VALIDATION = "BlockValidation";

    private Consenters() {}

    static boolean isBft(ConfigGroup orderer) throws InvalidProtocolBufferException {
        return ConsensusType.parseFrom(orderer.getValuesOrThrow(CONSENSUS).getValue())
                .getType()
                .equals("BFT");
    }

    /** The consenters of a BFT channel, ascending by number; none of a Raft channel. */
    static List<Consenter> bft(ConfigGroup orderer) throws InvalidProtocolBufferException {
        return orderer.containsValues(ORDERERS)
                ? Orderers.parseFrom(orderer.getValuesOrThrow(ORDERERS).getValue())
                        .getConsenterMappingList()
                : List.of();
    }

    /** PEM of the TLS certificates of all consenters. */
    static List<String> tlsCertificates(ConfigGroup orderer) throws InvalidProtocolBufferException {
        return isBft(orderer)
                ? bft(orderer).stream()
                        .map(consenter -> consenter.getServerTlsCert().toStringUtf8())
                        .toList()
                : raft(orderer).stream()
                        .map(consenter -> consenter.getServerTlsCert().toStringUtf8())
                        .toList();
    }

    /** With the one consenter of {@code from}, in the place of the one of the same address, else after the others. */
    static ConfigGroup with(ConfigGroup orderer, ConfigGroup from) throws InvalidProtocolBufferException {
        return isBft(orderer) ? withBft(orderer, only(bft(from))) : withRaft(orderer, only(raft(from)));
    }

    private static <T> T only(List<T> all) {
        if (all.size() != 1) {
            throw new IllegalArgumentException("Cannot take consenter: there are " + all.size() + ", must be one");
        }
        return all.get(0);
    }

    private static ConfigGroup withBft(ConfigGroup orderer, Consenter fresh) throws InvalidProtocolBufferException {
        List<Consenter> all = new ArrayList<>(bft(orderer));
        int highest = all.stream().mapToInt(Consenter::getId).max().orElse(0);
        boolean replaced = false;
        for (int i = 0; i < all.size(); i++) {
            Consenter old = all.get(i);
            if (old.getHost().equals(fresh.getHost()) && old.getPort() == fresh.getPort()) {
                if (!old.getMspId().equals(fresh.getMspId())) {
                    throw new NetworkFailure("Cannot use orderer " + fresh.getHost() + ":" + fresh.getPort() + " of "
                            + fresh.getMspId() + ": the orderer of " + old.getMspId() + " is there");
                }
                all.set(i, fresh.toBuilder().setId(old.getId()).build());
                replaced = true;
            }
        }
        if (!replaced) {
            all.add(fresh.toBuilder().setId(highest + 1).build());
        }
        ConfigValue value = orderer.getValuesOrThrow(ORDERERS).toBuilder()
                .setValue(ConfigBlock.bytes(
                        Orderers.newBuilder().addAllConsenterMapping(all).build()))
                .build();
        ConfigPolicy validation = orderer.getPoliciesOrThrow(BLOCK_VALIDATION).toBuilder()
                .setPolicy(blockValidation(all))
                .build();
        return orderer.toBuilder()
                .putValues(ORDERERS, value)
                .putPolicies(BLOCK_VALIDATION, validation)
                .build();
    }

    /** A quorum of the consenters' own identities: so many that any two quorums share an honest one. */
    private static Policy blockValidation(List<Consenter> consenters) {
        int faulty = (consenters.size() - 1) / 3;
        int quorum = (consenters.size() + faulty + 2) / 2;
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(quorum);
        SignaturePolicyEnvelope.Builder envelope = SignaturePolicyEnvelope.newBuilder();
        for (int i = 0; i < consenters.size(); i++) {
            Consenter consenter = consenters.get(i);
            rule.addRules(SignaturePolicy.newBuilder().setSignedBy(i));
            envelope.addIdentities(MSPPrincipal.newBuilder()
                    .setPrincipalClassification(MSPPrincipal.Classification.IDENTITY)
                    .setPrincipal(ConfigBlock.bytes(SerializedIdentity.newBuilder()
                            .setMspid(consenter.getMspId())
                            .setIdBytes(consenter.getIdentity())
                            .build())));
        }
        return Policy.newBuilder()
                .setType(Policy.PolicyType.SIGNATURE_VALUE)
                .setValue(ConfigBlock.bytes(
                        envelope.setRule(SignaturePolicy.newBuilder().setNOutOf(rule))
                                .build()))
                .build();
    }

    private static List<org.hyperledger.fabric.protos.orderer.etcdraft.Consenter> raft(ConfigGroup orderer)
            throws InvalidProtocolBufferException {
        ConsensusType type =
                ConsensusType.parseFrom(orderer.getValuesOrThrow(CONSENSUS).getValue());
        return ConfigMetadata.parseFrom(type.getMetadata()).getConsentersList();
    }

    private static ConfigGroup withRaft(
            ConfigGroup orderer, org.hyperledger.fabric.protos.orderer.etcdraft.Consenter fresh)
            throws InvalidProtocolBufferException {
        ConfigValue old = orderer.getValuesOrThrow(CONSENSUS);
        ConsensusType type = ConsensusType.parseFrom(old.getValue());
        ConfigMetadata.Builder metadata = ConfigMetadata.parseFrom(type.getMetadata()).toBuilder();
        List<org.hyperledger.fabric.protos.orderer.etcdraft.Consenter> all =
                new ArrayList<>(metadata.getConsentersList());
        boolean replaced = false;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).getHost().equals(fresh.getHost()) && all.get(i).getPort() == fresh.getPort()) {
                all.set(i, fresh);
                replaced = true;
            }
        }
        if (!replaced) {
            all.add(fresh);
        }
        metadata.clearConsenters().addAllConsenters(all);
        return orderer.toBuilder()
                .putValues(
                        CONSENSUS,
                        old.toBuilder()
                                .setValue(ConfigBlock.bytes(type.toBuilder()
                                        .setMetadata(ConfigBlock.bytes(metadata.build()))
                                        .build()))
                                .build())
                .build();
    }
}
