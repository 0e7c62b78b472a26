package io.kontor.network.fabric;

import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.network.channel.ChannelUpdate;
import io.kontor.network.channel.ChannelView;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ConfigGroup;

/**
 * Renews and revokes the certificates of one organisation while the network runs (NET-15). What only concerns the organisation itself, its
 * roots and its list of revoked certificates, its own administrator changes alone; its orderer's certificates a majority must sign.
 */
public final class SiteCertificates {
    private final Place own;
    private final SiteNodes nodes;
    private final Site site;
    private final OrganisationKeys keys;

    SiteCertificates(Place own, SiteNodes nodes, Site site) {
        this.own = own;
        this.nodes = nodes;
        this.site = site;
        this.keys = new OrganisationKeys(own.keys());
    }

    /** New keys and certificates for peer, administrator, client and contract server, who use them at once. */
    public void renew(Site.Tools tools) {
        Site.doing("renew the certificates of " + own.mspId(), () -> {
            keys.renew(own.host());
            nodes.configure(tools);
            site.writeBundle();
            nodes.restart(
                    tools, List.of(own.organisation().peer(), own.organisation().contract()));
            tools.progress()
                    .accept("peer, administrator, client and contract server of " + own.mspId()
                            + " have new keys and certificates");
            return true;
        });
    }

    /**
     * The orderer's next certificates: proposes them; once the change is in force, run again, lets the orderer use them. An orderer that was
     * off, or whose certificate has run out, does not know of the change: so the others' are asked too.
     *
     * @return the change that the others sign, empty when the orderer uses them
     */
    public Optional<Site.Change> renewOrderer(Site.Tools tools) {
        return Site.doing("renew the orderer's certificates of " + own.mspId(), () -> {
            SiteChannel channel = site.channel(tools);
            OrganisationFolder next = keys.next();
            if (Files.exists(next.tlsCertificate("orderer"))
                    && channel.hasConsenter(next.read(next.tlsCertificate("orderer")))) {
                keys.takeNextOrderer();
                site.writeBundle();
                nodes.restart(tools, List.of(own.organisation().orderer()));
                tools.progress().accept("orderer of " + own.mspId() + " has its new keys and certificates");
                return Optional.empty();
            }
            ChannelView view = channel.view();
            Place staged = new Place(0, own.organisation(), keys.stageOrderer(own.host()), own.host(), own.ports());
            ConfigGroup fresh = view.withConsenter(site.template(tools, staged, view));
            return Optional.of(site.propose(tools, view, fresh, "orderer-" + own.mspId()));
        });
    }

    /** Enrolment certificates that hold no longer, at once and at every organisation. */
    public void revoke(Site.Tools tools, List<Path> certificates) {
        Site.doing("revoke certificates of " + own.mspId(), () -> {
            List<X509Certificate> revoked = new ArrayList<>();
            for (Path file : certificates) {
                revoked.add(revocable(file));
            }
            keys.revoke(revoked);
            publish(tools);
            tools.progress().accept(revoked.size() + " certificate(s) of " + own.mspId() + " revoked");
            return true;
        });
    }

    /** A certificate that is in use would end the node that uses it. */
    private X509Certificate revocable(Path file) throws IOException {
        X509Certificate certificate;
        try {
            certificate = Pem.readCertificate(Files.readString(file));
        } catch (PkiException e) {
            throw new NetworkFailure("Cannot revoke certificate in " + file + ": " + e.getMessage(), e);
        }
        for (String role : OrganisationFolder.ROLES) {
            if (own.keys().certificate(own.keys().signingCertificate(role)).equals(certificate)) {
                throw new NetworkFailure("Cannot revoke certificate in " + file + ": the " + role + " of " + own.mspId()
                        + " uses it; renew it first");
            }
        }
        return certificate;
    }

    /** Puts the own roots and lists into the channel, signed by the own administrator alone. */
    private void publish(Site.Tools tools) throws IOException {
        site.writeBundle();
        SiteChannel channel = site.channel(tools);
        ChannelView view = channel.view();
        ConfigGroup fresh = view.withRoots(own.mspId(), site.template(tools, own, view));
        Path file = channel.write(
                ChannelUpdate.between(FabricNetwork.CHANNEL, view.root(), fresh), "certificates-" + own.mspId());
        channel.sign(file);
        channel.putInForce(file);
    }
}
