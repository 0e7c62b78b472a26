package io.kontor.network.fabric;

import io.kontor.crypto.pki.Pem;
import io.kontor.network.channel.ChannelView;
import io.kontor.network.channel.ConfigBlock;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The bundles that an organisation has taken in, and the genesis block that they make (NET-12). */
final class Founding {
    private static final int BFT_MIN = 4;

    private final NetworkFolder folder;
    private final Place own;

    Founding(NetworkFolder folder, Place own) {
        this.folder = folder;
        this.own = own;
    }

    private Path bundles() {
        return folder.root().resolve("bundles");
    }

    /** Takes bundles in, the own one too; nothing is kept unless all can be used together. */
    void take(List<Bundle> given) throws IOException {
        List<Bundle> all = new ArrayList<>(given);
        Bundle mine = mine();
        all.removeIf(bundle -> isMine(bundle, mine));
        all.add(mine);
        requireDistinct(all);
        for (Bundle bundle : all) {
            if (!isMine(bundle, mine)) {
                bundle.unpack(folder.organisation(bundle.organisation()));
            }
            Files.createDirectories(bundles());
            Files.write(bundles().resolve(bundle.organisation().mspId() + Bundle.SUFFIX), bundle.write());
        }
    }

    private boolean isMine(Bundle bundle, Bundle mine) {
        if (!bundle.organisation().mspId().equals(own.mspId())) {
            return false;
        }
        if (!bundle.equals(mine)) {
            throw new NetworkFailure("Cannot use the bundle of " + own.mspId() + ": it is not the one of this folder;"
                    + " hand out " + folder.root().resolve(own.mspId() + Bundle.SUFFIX));
        }
        return true;
    }

    /** The own bundle, made of the present certificates. */
    Bundle mine() throws IOException {
        return new Bundle(
                own.organisation(),
                own.host().name(),
                own.ports().peer(),
                own.ports().orderer(),
                new OrganisationKeys(own.keys()).published());
    }

    private static void requireDistinct(List<Bundle> all) {
        Set<String> seen = new HashSet<>();
        for (Bundle bundle : all) {
            String msp = bundle.organisation().mspId();
            for (String unique :
                    List.of(msp, bundle.host() + ":" + bundle.peerPort(), bundle.host() + ":" + bundle.ordererPort())) {
                if (!seen.add(unique)) {
                    throw new NetworkFailure(
                            "Cannot use the bundle of " + msp + ": " + unique + " stands in another bundle too");
                }
            }
        }
    }

    /** All bundles that were taken in, ascending by name. */
    List<Bundle> taken() throws IOException {
        if (!Files.isDirectory(bundles())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(bundles())) {
            return Bundle.readAll(files.filter(file -> file.toString().endsWith(Bundle.SUFFIX))
                            .toList())
                    .stream()
                    .sorted(Comparator.comparing(bundle -> bundle.organisation().mspId()))
                    .toList();
        }
    }

    /**
     * The organisations of a channel, by the bundles that were taken in (NET-18).
     *
     * @throws NetworkFailure when a member's bundle is missing, or is of other authorities than the channel has
     */
    List<Organisation> organisations(ChannelView channel) throws IOException {
        List<Bundle> taken = taken();
        List<Organisation> organisations = new ArrayList<>();
        for (ChannelView.Member member : channel.members().values()) {
            Bundle bundle = taken.stream()
                    .filter(candidate -> candidate.organisation().mspId().equals(member.mspId()))
                    .findFirst()
                    .orElseThrow(() -> new NetworkFailure("Cannot approve the contract: no bundle of " + member.mspId()
                            + " is here, which belongs to the channel; give it with --bundle"));
            if (!Pem.readCertificates(bundle.certificates().roots()).equals(Pem.readCertificates(member.roots()))) {
                throw new NetworkFailure("Cannot approve the contract: the bundle of " + member.mspId()
                        + " here is of other authorities than the channel has; give its own with --bundle");
            }
            organisations.add(bundle.organisation());
        }
        return organisations;
    }

    /** Makes the genesis block of the bundles: the same bytes at every organisation that has the same bundles. */
    String genesis(PeerCommand peer, Ordering ordering) throws IOException {
        List<Place> places = new ArrayList<>();
        for (Bundle bundle : taken()) {
            places.add(bundle.place(places.size(), folder.organisation(bundle.organisation())));
        }
        if (ordering == Ordering.BFT && places.size() < BFT_MIN) {
            throw new NetworkFailure("Cannot found a channel of " + places.size() + " organisations: BFT needs "
                    + BFT_MIN + "; add the bundles of the others, or --raft");
        }
        byte[] block = ConfigBlock.parse(generate(peer, places, ordering)).canonicalGenesis(FabricNetwork.CHANNEL);
        Files.write(folder.genesis(), block);
        return ConfigBlock.digest(block);
    }

    /** What configtxgen makes of some places; the present channel is left alone. */
    byte[] generate(PeerCommand peer, List<Place> places, Ordering ordering) throws IOException {
        Path work = folder.channel().resolve("configtx");
        NetworkFolder.delete(work);
        Files.createDirectories(work);
        new ChannelConfig(places, ordering).write(work);
        Path block = work.resolve("made.block");
        peer.configtxgen(work, block);
        return Files.readAllBytes(block);
    }
}
