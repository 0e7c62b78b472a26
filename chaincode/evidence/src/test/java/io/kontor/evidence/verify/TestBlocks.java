package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.evidence.block.BlockHeader;
import io.kontor.evidence.trust.Consenter;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;

/** Orderers with real keys that sign what a test asks them to, as those of a real network do byte for byte. */
final class TestBlocks {

    static final long NUMBER = 7;

    private final List<OrganisationAuthority> organisations;
    private final List<IssuedIdentity> orderers = new ArrayList<>();

    long lastConfig;
    byte[] previousHash = new byte[32];

    TestBlocks(List<OrganisationAuthority> organisations) {
        this.organisations = List.copyOf(organisations);
        organisations.forEach(
                organisation -> orderers.add(organisation.issue(CertificateRequest.enrolment("orderer", "orderer"))));
    }

    List<Consenter> consenters() {
        List<Consenter> consenters = new ArrayList<>();
        for (int i = 0; i < orderers.size(); i++) {
            consenters.add(new Consenter(
                    i + 1, organisations.get(i).mspId(), orderers.get(i).certificatePem()));
        }
        return consenters;
    }

    /** Three copies of a block; each lacks another orderer's signature. */
    List<byte[]> copies(List<ByteString> envelopes) {
        return List.of(
                copy(NUMBER, envelopes, 0, 1, 2), copy(NUMBER, envelopes, 3, 1, 2), copy(NUMBER, envelopes, 1, 0, 3));
    }

    /** A block with the signatures of these orderers. */
    byte[] copy(long number, List<ByteString> envelopes, int... signers) {
        byte[] dataHash = HashFunction.sha256()
                .hash(envelopes.stream().map(ByteString::toByteArray).toArray(byte[][]::new));
        BlockHeader header = new BlockHeader(number, Digest32.of(previousHash).hex(), Digest32.of(dataHash));
        ByteString value = OrdererBlockMetadata.newBuilder()
                .setLastConfig(LastConfig.newBuilder().setIndex(lastConfig))
                .setConsenterMetadata(ByteString.copyFromUtf8("view 1"))
                .build()
                .toByteString();
        Metadata.Builder metadata = Metadata.newBuilder().setValue(value);
        for (int signer : signers) {
            metadata.addSignatures(signature(signer, value, header));
        }
        return Block.newBuilder()
                .setHeader(org.hyperledger.fabric.protos.common.BlockHeader.newBuilder()
                        .setNumber(number)
                        .setPreviousHash(ByteString.copyFrom(previousHash))
                        .setDataHash(ByteString.copyFrom(dataHash)))
                .setData(BlockData.newBuilder().addAllData(envelopes))
                .setMetadata(
                        BlockMetadata.newBuilder().addMetadata(metadata.build().toByteString()))
                .build()
                .toByteArray();
    }

    private MetadataSignature signature(int signer, ByteString value, BlockHeader header) {
        ByteString identifier = IdentifierHeader.newBuilder()
                .setIdentifier(signer + 1)
                .setNonce(ByteString.copyFromUtf8("nonce of " + signer))
                .build()
                .toByteString();
        byte[] signature =
                TestLedger.sign(orderers.get(signer), value.toByteArray(), identifier.toByteArray(), header.bytes());
        return MetadataSignature.newBuilder()
                .setIdentifierHeader(identifier)
                .setSignature(ByteString.copyFrom(signature))
                .build();
    }
}
