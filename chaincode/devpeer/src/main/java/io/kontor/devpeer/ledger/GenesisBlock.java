package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import io.kontor.devpeer.identity.Organisation;
import io.kontor.devpeer.identity.SigningIdentity;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockDataHashingStructure;
import org.hyperledger.fabric.protos.common.Capabilities;
import org.hyperledger.fabric.protos.common.Capability;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HashingAlgorithm;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.orderer.ConsensusType;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Block 0: the channel's configuration in the form of a Fabric 3 channel configuration, as far as it applies, with one
 * value that no Fabric channel has: it says that this is a development ledger (DEV-7).
 */
final class GenesisBlock {
    /** Name of the channel value that marks a development ledger. */
    static final String DEVELOPMENT_LEDGER = "DevelopmentLedger";

    private static final String ADMINS = "Admins";
    private static final int NONCE_LENGTH = 24;

    private GenesisBlock() {}

    static Block create(final ChannelDefinition definition, final Instant now) {
        final byte[] nonce = new byte[NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        final ChannelHeader channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_VALUE)
                .setChannelId(definition.channel())
                .setTimestamp(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
                .build();
        final Payload payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(channelHeader.toByteString())
                        .setSignatureHeader(SignatureHeader.newBuilder()
                                .setNonce(ByteString.copyFrom(nonce))
                                .build()
                                .toByteString()))
                .setData(ConfigEnvelope.newBuilder()
                        .setConfig(config(definition))
                        .build()
                        .toByteString())
                .build();
        final Envelope envelope =
                Envelope.newBuilder().setPayload(payload.toByteString()).build();
        return new BlockBuilder(definition).genesis(envelope.toByteString(), TxValidationCode.VALID);
    }

    /** What differs between a stored block 0 and the definition, in words; empty when it is the same channel. */
    static Optional<String> difference(final Block stored, final ChannelDefinition definition) {
        try {
            final Envelope envelope = Envelope.parseFrom(stored.getData().getData(0));
            final Payload payload = Payload.parseFrom(envelope.getPayload());
            final ConfigGroup then =
                    ConfigEnvelope.parseFrom(payload.getData()).getConfig().getChannelGroup();
            final String channel = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader())
                    .getChannelId();
            return difference(channel, then, definition);
        } catch (InvalidProtocolBufferException e) {
            return Optional.of("its block 0 is no configuration (" + e.getMessage() + ")");
        }
    }

    private static Optional<String> difference(
            final String channel, final ConfigGroup then, final ChannelDefinition definition) {
        final ConfigGroup now = config(definition).getChannelGroup();
        if (!channel.equals(definition.channel())) {
            return Optional.of("it holds channel " + channel + ", configured is " + definition.channel());
        }
        final Map<String, ConfigGroup> oldMembers = members(then);
        final Map<String, ConfigGroup> newMembers = members(now);
        if (!oldMembers.keySet().equals(newMembers.keySet())) {
            return Optional.of(
                    "it has organisations " + oldMembers.keySet() + ", configured are " + newMembers.keySet());
        }
        for (final Map.Entry<String, ConfigGroup> member : oldMembers.entrySet()) {
            if (!member.getValue().equals(newMembers.get(member.getKey()))) {
                return Optional.of("root certificates of " + member.getKey() + " differ");
            }
        }
        if (then.equals(now)) {
            return Optional.empty();
        }
        return Optional.of("chaincode name or the certificate that signs blocks differs");
    }

    private static Map<String, ConfigGroup> members(final ConfigGroup channel) {
        return channel.getGroupsOrDefault("Application", ConfigGroup.getDefaultInstance())
                .getGroupsMap();
    }

    private static Config config(final ChannelDefinition definition) {
        final ConfigGroup channel = ConfigGroup.newBuilder()
                .putValues(
                        "HashingAlgorithm",
                        value(HashingAlgorithm.newBuilder().setName("SHA256").build()))
                .putValues(
                        "BlockDataHashingStructure",
                        value(BlockDataHashingStructure.newBuilder()
                                .setWidth(-1)
                                .build()))
                .putValues("Capabilities", capabilities("V3_0"))
                .putValues(DEVELOPMENT_LEDGER, value(ByteString.copyFromUtf8(selfDescription(definition))))
                .putGroups("Application", application(definition))
                .putGroups("Orderer", orderer(definition.blockSigner(), definition))
                .setModPolicy(ADMINS)
                .build();
        return Config.newBuilder().setChannelGroup(channel).build();
    }

    private static String selfDescription(final ChannelDefinition definition) {
        return "{\"chaincode\":\"" + definition.chaincode() + "\",\"endorsementPolicy\":\"MAJORITY Endorsement\","
                + "\"kind\":\"development ledger\",\"statement\":\"One process holds the keys of all organisations and"
                + " of the only orderer: nothing here is independently endorsed or ordered.\"}";
    }

    private static ConfigGroup application(final ChannelDefinition definition) {
        final ConfigGroup.Builder group = ConfigGroup.newBuilder()
                .putValues("Capabilities", capabilities("V2_5"))
                .putPolicies("Endorsement", GenesisPolicies.majority("Endorsement"))
                .setModPolicy(ADMINS);
        for (final Organisation organisation : definition.organisations().all()) {
            group.putGroups(
                    organisation.mspId(),
                    ConfigGroup.newBuilder()
                            .putValues("MSP", value(GenesisPolicies.membership(organisation)))
                            .putPolicies("Endorsement", GenesisPolicies.peerOf(organisation.mspId()))
                            .setModPolicy(ADMINS)
                            .build());
        }
        return group.build();
    }

    private static ConfigGroup orderer(final SigningIdentity signer, final ChannelDefinition definition) {
        final Organisation organisation = definition.organisations().all().get(0);
        final Orderers orderers = Orderers.newBuilder()
                .addConsenterMapping(Consenter.newBuilder()
                        .setId(BlockBuilder.CONSENTER)
                        .setMspId(signer.mspId())
                        .setIdentity(signer.certificatePem()))
                .build();
        return ConfigGroup.newBuilder()
                .putValues("Capabilities", capabilities("V2_0"))
                .putValues(
                        "ConsensusType",
                        value(ConsensusType.newBuilder().setType("BFT").build()))
                .putValues("Orderers", value(orderers))
                .putPolicies("BlockValidation", GenesisPolicies.identity(signer.serialized()))
                .putGroups(
                        organisation.mspId(),
                        ConfigGroup.newBuilder()
                                .putValues("MSP", value(GenesisPolicies.membership(organisation)))
                                .setModPolicy(ADMINS)
                                .build())
                .setModPolicy(ADMINS)
                .build();
    }

    private static ConfigValue capabilities(final String name) {
        return value(Capabilities.newBuilder()
                .putCapabilities(name, Capability.getDefaultInstance())
                .build());
    }

    private static ConfigValue value(final MessageLite message) {
        return value(message.toByteString());
    }

    private static ConfigValue value(final ByteString bytes) {
        return ConfigValue.newBuilder().setValue(bytes).setModPolicy(ADMINS).build();
    }

    /** PEM of certificates, as MSP configurations hold them. */
    static List<ByteString> pem(final List<X509Certificate> certificates) {
        return certificates.stream()
                .map(io.kontor.crypto.pki.Pem::write)
                .map(ByteString::copyFromUtf8)
                .toList();
    }
}
