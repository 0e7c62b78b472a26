package io.kontor.evidence.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.evidence.trust.Definition;
import io.kontor.evidence.trust.Rule;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeEndorsementInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;

/** The contract's definitions; an upgrade writes only the fields that changed, so each takes over those before. */
final class Definitions {

    private static final String CHANNEL_POLICY = "/Channel/Application/Endorsement";

    private Definitions() {}

    static List<Definition> of(ChannelHistory history, String chaincode) {
        List<Definition> definitions = new ArrayList<>();
        Map<String, ByteString> fields = new TreeMap<>();
        for (ChannelHistory.Defining defining : history.definitions()) {
            fields.putAll(TransactionSets.of(defining).definitionWritten(chaincode));
            try {
                definitions.add(new Definition(
                        defining.at(),
                        StateData.parseFrom(field(fields, "Sequence", defining)).getInt64(),
                        ChaincodeEndorsementInfo.parseFrom(
                                        StateData.parseFrom(field(fields, "EndorsementInfo", defining))
                                                .getBytes())
                                .getVersion(),
                        policy(StateData.parseFrom(field(fields, "ValidationInfo", defining))
                                .getBytes())));
            } catch (InvalidProtocolBufferException e) {
                throw new MalformedException("Cannot read definition at " + defining.at() + ": " + e.getMessage(), e);
            }
        }
        return definitions;
    }

    private static ByteString field(Map<String, ByteString> fields, String name, ChannelHistory.Defining defining) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new MalformedException(
                        "Cannot read definition at " + defining.at() + ": its field " + name + " was never written"));
    }

    private static Optional<Rule> policy(ByteString info) throws InvalidProtocolBufferException {
        ApplicationPolicy policy = ApplicationPolicy.parseFrom(
                ChaincodeValidationInfo.parseFrom(info).getValidationParameter());
        if (policy.hasSignaturePolicy()) {
            return Optional.of(Policies.rule(policy.getSignaturePolicy()));
        }
        if (!policy.getChannelConfigPolicyReference().equals(CHANNEL_POLICY)) {
            throw new MalformedException("Cannot express endorsement policy '"
                    + policy.getChannelConfigPolicyReference() + "': must be " + CHANNEL_POLICY
                    + " or a signature policy");
        }
        return Optional.empty();
    }
}
