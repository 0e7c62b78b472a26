package io.kontor.evidence.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.verify.Administrators;
import io.kontor.model.rejection.MalformedException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** What administrators signed in order to change a channel's configuration. */
final class ConfigurationUpdate {

    private final ConfigUpdateEnvelope envelope;
    private final ConfigUpdate update;

    private ConfigurationUpdate(ConfigUpdateEnvelope envelope, ConfigUpdate update) {
        this.envelope = envelope;
        this.update = update;
    }

    static ConfigurationUpdate of(Envelope lastUpdate) {
        try {
            ConfigUpdateEnvelope envelope = ConfigUpdateEnvelope.parseFrom(
                    Payload.parseFrom(lastUpdate.getPayload()).getData());
            return new ConfigurationUpdate(envelope, ConfigUpdate.parseFrom(envelope.getConfigUpdate()));
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException("Cannot read configuration update: " + e.getMessage(), e);
        }
    }

    String channel() {
        return update.getChannelId();
    }

    /** Organisations whose administrators signed it, all of the epoch before. */
    Set<String> signedBy(Epoch before) {
        Administrators administrators = new Administrators(before);
        Set<String> organisations = new TreeSet<>();
        for (ConfigSignature signature : envelope.getSignaturesList()) {
            try {
                SignatureHeader header = SignatureHeader.parseFrom(signature.getSignatureHeader());
                organisations.add(administrators.require(
                        header.getCreator(),
                        signature.getSignature(),
                        signature.getSignatureHeader(),
                        envelope.getConfigUpdate()));
            } catch (InvalidProtocolBufferException e) {
                throw new MalformedException("Cannot read signature of update: " + e.getMessage(), e);
            }
        }
        return organisations;
    }

    /** The configuration that it makes of another: what has a higher version in the write set is taken from there. */
    ConfigGroup applyTo(ConfigGroup before) {
        return apply(before, update.getWriteSet());
    }

    private static ConfigGroup apply(ConfigGroup before, ConfigGroup write) {
        boolean changed = write.getVersion() != before.getVersion();
        ConfigGroup.Builder after = changed
                ? ConfigGroup.newBuilder().setVersion(write.getVersion()).setModPolicy(write.getModPolicy())
                : before.toBuilder();
        for (Map.Entry<String, ConfigGroup> group : write.getGroupsMap().entrySet()) {
            ConfigGroup old = before.getGroupsMap().get(group.getKey());
            after.putGroups(group.getKey(), old == null ? group.getValue() : apply(old, group.getValue()));
        }
        for (Map.Entry<String, ConfigValue> value : write.getValuesMap().entrySet()) {
            ConfigValue old = before.getValuesMap().get(value.getKey());
            boolean same = old != null && old.getVersion() == value.getValue().getVersion();
            after.putValues(value.getKey(), same ? old : value.getValue());
        }
        for (Map.Entry<String, ConfigPolicy> policy : write.getPoliciesMap().entrySet()) {
            ConfigPolicy old = before.getPoliciesMap().get(policy.getKey());
            boolean same = old != null && old.getVersion() == policy.getValue().getVersion();
            after.putPolicies(policy.getKey(), same ? old : policy.getValue());
        }
        return after.build();
    }
}
