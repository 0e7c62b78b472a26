package io.kontor.cli.trust;

import io.kontor.cli.network.FolderOption;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.evidence.channel.CityOf;
import io.kontor.evidence.trust.OrganisationKind;
import io.kontor.model.rejection.MalformedException;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.Organisation;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kontor trust export}: the trust file of a running network's channel, with the blocks that it is made of (TRU-4). */
@Command(
        name = "export",
        description = "Make a trust file from the channel's configuration blocks and the contract's definitions.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write it; the blocks go to FILE.history (default: ${DEFAULT-VALUE}).",
            defaultValue = "trust.json")
    private Path out = Path.of("trust.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter screen = spec.commandLine().getOut();
        try {
            ChannelTrust trust = read(folder.network());
            trust.write(out.toAbsolutePath());
            screen.println("written " + out + ": " + trust.trust().epochs().size() + " epochs, "
                    + trust.trust().definitions().size() + " definitions; blocks in " + ChannelTrust.historyOf(out));
            screen.println("genesis " + trust.trust().epochs().get(0).hash()
                    + ": nobody signed that block, compare the hash with what your organisation wrote down"
                    + " when it joined");
            screen.flush();
            return 0;
        } catch (IOException | LedgerException | MalformedException | NetworkFailure e) {
            spec.commandLine().getErr().println("Cannot export trust file: " + e.getMessage());
            return 1;
        }
    }

    /** Reads the channel by the first organisation's own peer. */
    private static ChannelTrust read(FabricNetwork network) {
        List<Organisation> organisations = network.organisations();
        Organisation own = organisations.get(0);
        int port = network.ports(own).peer();
        IssuedIdentity client = network.folder().organisation(own).client();
        FabricConnection connection = new FabricConnection(
                "127.0.0.1",
                port,
                network.folder().organisation(own).tlsRootCertificate(),
                own.mspId(),
                client.certificate(),
                client.privateKey(),
                FabricNetwork.CHANNEL,
                FabricNetwork.CHAINCODE,
                FabricConnection.Limits.DEFAULT);
        try (FabricLedger ledger = FabricLedger.connect(connection)) {
            return ChannelTrust.read(
                    ledger,
                    new ChannelTrust.Place(
                            FabricNetwork.CHANNEL,
                            FabricNetwork.CHAINCODE,
                            organisations.stream().map(Organisation::mspId).toList(),
                            mspId -> place(organisations, mspId)));
        }
    }

    private static Optional<CityOf.Place> place(List<Organisation> organisations, String mspId) {
        return organisations.stream()
                .filter(organisation -> organisation.mspId().equals(mspId))
                .map(organisation ->
                        new CityOf.Place(organisation.city(), OrganisationKind.valueOf(organisation.kind())))
                .findFirst();
    }
}
