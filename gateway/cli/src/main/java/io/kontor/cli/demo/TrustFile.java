package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.DemoTopology;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.trust.ChannelTrust;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.evidence.channel.CityOf;
import io.kontor.evidence.trust.OrganisationKind;
import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.evidence.trust.TrustedOrganisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The trust file of the demonstration (TRU-1): of the channel on Fabric (TRU-4), else of the organisations' roots. */
final class TrustFile {
    private final KeyStoreFolder keys;
    private final LedgerSite site;

    TrustFile(KeyStoreFolder keys, LedgerSite site) {
        this.keys = keys;
        this.site = site;
    }

    void write(Path file) throws IOException {
        if (site.kind() == LedgerSite.Kind.FABRIC) {
            writeOfChannel(file);
            return;
        }
        List<TrustedOrganisation> organisations =
                Cast.ORGANISATIONS.stream().map(this::organisation).toList();
        Files.write(
                file,
                TrustFileCodec.write(io.kontor.evidence.trust.TrustFile.development(
                        DemoTopology.CHANNEL, DemoTopology.CHANNEL, organisations)));
    }

    private void writeOfChannel(Path file) throws IOException {
        String mspId = Cast.ORGANISATIONS.get(0).mspId();
        IssuedIdentity reader =
                site.authorities().apply(mspId).issue(CertificateRequest.enrolment("trust export", "client"));
        LedgerSite.Peer peer = site.peer(mspId);
        FabricConnection connection = new FabricConnection(
                "127.0.0.1",
                peer.port(),
                peer.tlsRootCertificate(),
                mspId,
                reader.certificate(),
                reader.privateKey(),
                Ledgers.CHANNEL,
                Ledgers.CHAINCODE,
                FabricConnection.Limits.DEFAULT);
        try (FabricLedger ledger = FabricLedger.connect(connection)) {
            List<String> organisations =
                    Cast.ORGANISATIONS.stream().map(Cast.Organisation::mspId).toList();
            ChannelTrust.read(
                            ledger,
                            new ChannelTrust.Place(Ledgers.CHANNEL, Ledgers.CHAINCODE, organisations, TrustFile::place))
                    .write(file);
        }
    }

    private static Optional<CityOf.Place> place(String mspId) {
        return Cast.ORGANISATIONS.stream()
                .filter(organisation -> organisation.mspId().equals(mspId))
                .map(organisation ->
                        new CityOf.Place(organisation.city(), OrganisationKind.valueOf(organisation.kind())))
                .findFirst();
    }

    private TrustedOrganisation organisation(Cast.Organisation organisation) {
        String root = keys.identity(KeyStoreFolder.root(organisation.mspId())).certificatePem();
        return new TrustedOrganisation(
                organisation.mspId(),
                List.of(root),
                organisation.city(),
                OrganisationKind.valueOf(organisation.kind()));
    }
}
