package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.identity.Organisation;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.FabricCryptoConfig;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;

/** Policies and memberships of the configuration in block 0. */
final class GenesisPolicies {

    private GenesisPolicies() {}

    static ConfigPolicy majority(final String subPolicy) {
        final ImplicitMetaPolicy policy = ImplicitMetaPolicy.newBuilder()
                .setSubPolicy(subPolicy)
                .setRule(ImplicitMetaPolicy.Rule.MAJORITY)
                .build();
        return policy(Policy.PolicyType.IMPLICIT_META, policy.toByteString());
    }

    static ConfigPolicy peerOf(final String mspId) {
        final MSPRole role = MSPRole.newBuilder()
                .setMspIdentifier(mspId)
                .setRole(MSPRole.MSPRoleType.PEER)
                .build();
        return one(MSPPrincipal.Classification.ROLE, role.toByteString());
    }

    static ConfigPolicy identity(final ByteString serializedIdentity) {
        return one(MSPPrincipal.Classification.IDENTITY, serializedIdentity);
    }

    static MSPConfig membership(final Organisation organisation) {
        final FabricMSPConfig config = FabricMSPConfig.newBuilder()
                .setName(organisation.mspId())
                .addAllRootCerts(GenesisBlock.pem(organisation.roots()))
                .addAllTlsRootCerts(GenesisBlock.pem(organisation.tlsRoots()))
                .setFabricNodeOus(FabricNodeOUs.newBuilder()
                        .setEnable(true)
                        .setClientOuIdentifier(unit("client"))
                        .setPeerOuIdentifier(unit("peer"))
                        .setAdminOuIdentifier(unit("admin"))
                        .setOrdererOuIdentifier(unit("orderer")))
                .setCryptoConfig(FabricCryptoConfig.newBuilder()
                        .setSignatureHashFamily("SHA2")
                        .setIdentityIdentifierHashFunction("SHA256"))
                .build();
        return MSPConfig.newBuilder().setConfig(config.toByteString()).build();
    }

    private static FabricOUIdentifier unit(final String name) {
        return FabricOUIdentifier.newBuilder()
                .setOrganizationalUnitIdentifier(name)
                .build();
    }

    private static ConfigPolicy one(final MSPPrincipal.Classification kind, final ByteString principal) {
        final SignaturePolicyEnvelope envelope = SignaturePolicyEnvelope.newBuilder()
                .addIdentities(MSPPrincipal.newBuilder()
                        .setPrincipalClassification(kind)
                        .setPrincipal(principal))
                .setRule(SignaturePolicy.newBuilder()
                        .setNOutOf(SignaturePolicy.NOutOf.newBuilder()
                                .setN(1)
                                .addRules(SignaturePolicy.newBuilder().setSignedBy(0))))
                .build();
        return policy(Policy.PolicyType.SIGNATURE, envelope.toByteString());
    }

    private static ConfigPolicy policy(final Policy.PolicyType type, final ByteString value) {
        return ConfigPolicy.newBuilder()
                .setPolicy(Policy.newBuilder().setType(type.getNumber()).setValue(value))
                .setModPolicy("Admins")
                .build();
    }
}
