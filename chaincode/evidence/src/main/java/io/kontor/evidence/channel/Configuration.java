package io.kontor.evidence.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.trust.Consenter;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.Ordering;
import io.kontor.evidence.trust.TrustedOrganisation;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.orderer.ConsensusType;

/** What a configuration block says. */
final class Configuration {

    private static final String BFT = "BFT";

    private final SignedBlock block;
    private final ConfigEnvelope envelope;

    private Configuration(SignedBlock block, ConfigEnvelope envelope) {
        this.block = block;
        this.envelope = envelope;
    }

    static Configuration of(SignedBlock block) {
        if (block.envelopes().size() != 1) {
            throw new MalformedException(
                    "Cannot read configuration block " + block.header().number() + ": it holds "
                            + block.envelopes().size() + " envelopes, must hold 1");
        }
        Payload payload = parse(
                Payload.parser(),
                parse(Envelope.parser(), block.envelopes().get(0), block).getPayload(),
                block);
        return new Configuration(block, parse(ConfigEnvelope.parser(), payload.getData(), block));
    }

    private static <T extends Message> T parse(
            Parser<T> parser, com.google.protobuf.ByteString bytes, SignedBlock block) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException(
                    "Cannot read configuration block " + block.header().number() + ": " + e.getMessage(), e);
        }
    }

    Config config() {
        return envelope.getConfig();
    }

    /** The update that led to it; empty bytes in genesis. */
    Envelope lastUpdate() {
        return envelope.getLastUpdate();
    }

    /** The epoch that it begins. */
    Epoch epoch(CityOf cities) {
        ConfigGroup channel = config().getChannelGroup();
        ConfigGroup application = group(channel, "Application");
        List<TrustedOrganisation> organisations = new ArrayList<>();
        application.getGroupsMap().forEach((name, group) -> organisations.add(Organisations.of(name, group, cities)));
        organisations.sort(Comparator.comparing(TrustedOrganisation::mspId));
        return new Epoch(
                block.header().number(),
                block.header().hash(),
                organisations,
                Policies.rule(application, "Endorsement"),
                ordering(group(channel, "Orderer")));
    }

    private Optional<Ordering> ordering(ConfigGroup orderer) {
        ConsensusType type = parse(
                ConsensusType.parser(),
                orderer.getValuesOrThrow("ConsensusType").getValue(),
                block);
        if (!type.getType().equals(BFT)) {
            return Optional.empty();
        }
        Orderers orderers =
                parse(Orderers.parser(), orderer.getValuesOrThrow("Orderers").getValue(), block);
        return Optional.of(Ordering.of(orderers.getConsenterMappingList().stream()
                .map(one -> new Consenter(
                        Integer.toUnsignedLong(one.getId()),
                        one.getMspId(),
                        one.getIdentity().toStringUtf8()))
                .sorted(Comparator.comparingLong(Consenter::id))
                .toList()));
    }

    private ConfigGroup group(ConfigGroup parent, String name) {
        if (!parent.containsGroups(name)) {
            throw new MalformedException(
                    "Cannot read configuration block " + block.header().number() + ": it has no group " + name);
        }
        return parent.getGroupsOrThrow(name);
    }
}
