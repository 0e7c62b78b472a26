package io.kontor.evidence.channel;

import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.Ordering;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustedOrganisation;
import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a trust file against the channel's own blocks, from genesis on (TRU-5). */
public final class TrustCheck {

    private final TrustFile trust;
    private final ChannelHistory history;
    private final List<String> lines = new ArrayList<>();

    private TrustCheck(TrustFile trust, ChannelHistory history) {
        this.trust = trust;
        this.history = history;
    }

    /**
     * What holds, in words: a line an epoch and a definition.
     *
     * @param trust the trust file
     * @param history the blocks that it is said to be made of
     * @param genesis hash of the genesis header that one knows from elsewhere; absent to believe the trust file's
     * @throws MalformedException saying what does not hold
     */
    public static List<String> require(TrustFile trust, ChannelHistory history, Optional<Digest32> genesis) {
        TrustCheck check = new TrustCheck(trust, history);
        check.requireGenesis(genesis);
        TrustFile made = TrustExport.of(history, trust.channel(), trust.chaincode(), check::place);
        check.requireConfigurations(made.epochs());
        check.requireDefinitions(made);
        check.requireSame(made);
        return List.copyOf(check.lines);
    }

    private static void unless(boolean holds, String reason) {
        if (!holds) {
            throw new MalformedException("Cannot believe trust file: " + reason);
        }
    }

    /** Cities are what the trust file says: the configuration does not know them. */
    private Optional<CityOf.Place> place(String mspId) {
        return trust.epochs().stream()
                .flatMap(epoch -> epoch.organisation(mspId).stream())
                .reduce((first, second) -> second)
                .map((TrustedOrganisation one) -> new CityOf.Place(one.city(), one.kind()));
    }

    private void requireGenesis(Optional<Digest32> genesis) {
        SignedBlock first = history.configurations().get(0);
        Digest32 expected = genesis.orElse(trust.epochs().get(0).hash());
        unless(
                first.header().number() == 0 && first.header().hash().equals(expected),
                "the genesis block is number " + first.header().number() + " with hash "
                        + first.header().hash() + ", must be " + expected);
    }

    private void requireConfigurations(List<Epoch> epochs) {
        for (int i = 0; i < epochs.size(); i++) {
            SignedBlock block = history.configurations().get(i);
            block.wrongData().ifPresent(reason -> unless(false, reason));
            String by = i == 0
                    ? "signed by nobody"
                    : requireUpdate(epochs.get(i - 1), history.configurations().get(i - 1), block);
            Epoch epoch = epochs.get(i);
            lines.add("epoch of block " + epoch.block() + ", hash " + epoch.hash() + ": organisations " + epoch.mspIds()
                    + ", " + words(epoch.ordering()) + ", " + by);
        }
    }

    private static String words(Optional<Ordering> ordering) {
        return ordering.map(all -> all.consenters().size() + " consenters with quorum " + all.quorum() + ", "
                        + all.mayLie() + " may lie")
                .orElse("orders by Raft");
    }

    private String requireUpdate(Epoch before, SignedBlock earlier, SignedBlock block) {
        long number = block.header().number();
        SignedBlock signed = requireSigned(before, block);
        unless(
                block.lastConfig().equals(Optional.of(number)),
                "configuration block " + number + " names " + block.lastConfig() + ", must name itself");
        Configuration old = Configuration.of(earlier);
        Configuration now = Configuration.of(block);
        long sequence = now.config().getSequence();
        unless(
                sequence == old.config().getSequence() + 1,
                "configuration block " + number + " has sequence " + sequence + " after "
                        + old.config().getSequence());
        ConfigurationUpdate update = ConfigurationUpdate.of(now.lastUpdate());
        unless(
                update.channel().equals(trust.channel()),
                "the update of block " + number + " is of channel " + update.channel() + ", must be of "
                        + trust.channel());
        unless(
                update.applyTo(old.config().getChannelGroup())
                        .equals(now.config().getChannelGroup()),
                "configuration block " + number + " is not what its update makes of the one before");
        Set<String> administrators = update.signedBy(before);
        unless(
                administrators.size() * 2 > before.organisations().size(),
                "the update of block " + number + " is signed by administrators of " + administrators
                        + ", must be by a majority of " + before.mspIds());
        return "updated by administrators of " + administrators + ", signed by consenters " + signed.signedBy();
    }

    private static SignedBlock requireSigned(Epoch epoch, SignedBlock block) {
        Ordering ordering = epoch.ordering()
                .orElseThrow(() -> new MalformedException("Cannot believe trust file: block "
                        + block.header().number() + " was not ordered by BFT, so nothing shows a quorum"));
        SignedBlock signed = block.withValidSignatures(ordering);
        signed.wrongSignatures(ordering).ifPresent(reason -> unless(false, reason));
        return signed;
    }

    private void requireDefinitions(TrustFile made) {
        for (int i = 0; i < history.definitions().size(); i++) {
            SignedBlock block = history.definitions().get(i).block();
            block.wrongData().ifPresent(reason -> unless(false, reason));
            Epoch epoch = made.epochOf(block.header().number())
                    .orElseThrow(() -> new MalformedException(
                            "Cannot believe trust file: block " + block.header().number() + " belongs to no epoch"));
            SignedBlock signed = requireSigned(epoch, block);
            unless(
                    block.lastConfig().equals(Optional.of(epoch.block())),
                    "block " + block.header().number() + " names configuration block " + block.lastConfig()
                            + ", must name " + epoch.block());
            lines.add("definition " + made.definitions().get(i).sequence() + " of "
                    + made.definitions().get(i).at() + ", version "
                    + made.definitions().get(i).version() + ", signed by consenters " + signed.signedBy());
        }
    }

    private void requireSame(TrustFile made) {
        unless(made.epochs().equals(trust.epochs()), "its epochs are not those of the blocks");
        unless(
                made.definitions().equals(trust.definitions()),
                "its definitions are " + trust.definitions() + ", those of the blocks " + made.definitions());
        lines.add("attestation by " + trust.attestation()
                + (made.attestation().equals(trust.attestation()) ? "" : "; an export says " + made.attestation()));
        lines.add("key classes " + trust.keyClasses()
                + (made.keyClasses().equals(trust.keyClasses()) ? "" : "; an export says " + made.keyClasses()));
    }
}
