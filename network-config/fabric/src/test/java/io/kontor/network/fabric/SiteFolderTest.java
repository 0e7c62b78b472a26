package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.network.process.Daemon;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NET-11 and NET-17 without the Fabric commands: what the folder of one organisation and a bundle may be. */
class SiteFolderTest {

    @TempDir
    private Path root;

    private Site init(String mspId) {
        return Site.init(
                new NetworkFolder(root.resolve(mspId)),
                new Organisation(mspId, "S", "OPERATOR"),
                new Host("ops.sun.example", "0.0.0.0"),
                31_000);
    }

    @Test
    void a_bundle_names_addresses_and_certificates_and_nothing_else() throws IOException {
        Site site = init("SunOpsMSP");
        Bundle bundle = Bundle.read(site.bundle());
        assertThat(bundle.organisation()).isEqualTo(site.organisation());
        assertThat(bundle.host()).isEqualTo("ops.sun.example");
        assertThat(Files.readString(site.bundle())).doesNotContain("PRIVATE");
        assertThat(Files.readAllBytes(site.bundle())).isEqualTo(bundle.write());
        assertThat(Site.at(new NetworkFolder(root.resolve("SunOpsMSP")))).isPresent();
    }

    @Test
    void keys_are_never_made_over_others() throws IOException {
        init("SunOpsMSP");
        assertThatThrownBy(() -> init("SunOpsMSP"))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("a network is there");
        Files.createDirectories(root.resolve("TideOpsMSP"));
        Files.writeString(root.resolve("TideOpsMSP/thesis.txt"), "mine");
        assertThatThrownBy(() -> init("TideOpsMSP")).hasMessageContaining("thesis.txt");
    }

    @Test
    void a_folder_of_another_version_is_refused() throws IOException {
        init("SunOpsMSP");
        Path file = root.resolve("SunOpsMSP/site.properties");
        Files.writeString(file, Files.readString(file).replace("version=1", "version=7"));
        assertThatThrownBy(() -> Site.at(new NetworkFolder(root.resolve("SunOpsMSP"))))
                .hasMessageContaining("is of version 7, this is version 1");
        Files.writeString(file, "version=1\nmsp=\n");
        assertThatThrownBy(() -> Site.at(new NetworkFolder(root.resolve("SunOpsMSP"))))
                .hasMessageContaining("damaged")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":\"1\" | \"version\":\"2\" | of version 2",
                "\"peerPort\":31000 | \"peerPort\":0 | peerPort is 0",
                "\"type\" | \"key\":\"x\",\"type\" | is unknown",
                "ops.sun.example | ops sun | must be a host name",
                "BEGIN CERTIFICATE | BEGIN PRIVATE KEY | private key",
                "\"SunOpsMSP\" | \"../../etc\" | Cannot use organisation",
            })
    void a_wrong_bundle_is_refused_in_one_line(String good, String bad, String reason) throws IOException {
        Site site = init("SunOpsMSP");
        Files.writeString(site.bundle(), Files.readString(site.bundle()).replace(good, bad));
        assertThatThrownBy(() -> Bundle.read(site.bundle()))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageStartingWith("Cannot read bundle " + site.bundle())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void an_orderer_that_none_of_its_authorities_certified_is_refused() throws IOException {
        Bundle sun = Bundle.read(init("SunOpsMSP").bundle());
        Bundle tide = Bundle.read(init("TideOpsMSP").bundle());
        assertThatThrownBy(() -> new Bundle.Certificates(
                        sun.certificates().roots(),
                        sun.certificates().tlsRoots(),
                        tide.certificates().orderer(),
                        sun.certificates().ordererTls()))
                .hasMessageContaining("is issued by none of its authorities");
    }

    @Test
    void two_bundles_of_one_address_and_a_false_own_bundle_are_refused() throws IOException {
        Site sun = init("SunOpsMSP");
        Site tide = init("TideOpsMSP");
        NetworkFolder folder = new NetworkFolder(root.resolve("SunOpsMSP"));
        SiteFile file = SiteFile.read(folder).orElseThrow();
        Place own =
                new Place(0, file.organisation(), folder.organisation(file.organisation()), file.host(), file.ports());
        Founding founding = new Founding(folder, own);
        assertThatThrownBy(() -> founding.take(List.of(Bundle.read(tide.bundle()))))
                .hasMessageContaining("ops.sun.example:31000 stands in another bundle too");
        Files.writeString(sun.bundle(), Files.readString(sun.bundle()).replace("31003", "31013"));
        assertThatThrownBy(() -> founding.take(List.of(Bundle.read(sun.bundle()))))
                .hasMessageContaining("it is not the one of this folder");
        assertThat(founding.taken()).isEmpty();
        assertThatThrownBy(() -> Bundle.read(root.resolve("none.json"))).hasMessageContaining("there is no file");
    }

    @Test
    void an_orderer_keeps_its_certificates_until_it_takes_the_next() throws IOException {
        init("SunOpsMSP");
        OrganisationFolder folder =
                new OrganisationFolder(root.resolve("SunOpsMSP/organisations/SunOpsMSP"), "SunOpsMSP");
        OrganisationKeys keys = new OrganisationKeys(folder);
        Host host = new Host("ops.sun.example", "0.0.0.0");
        String before = folder.read(folder.tlsCertificate("orderer"));
        String client = folder.read(folder.signingCertificate("client"));
        keys.renew(host);
        assertThat(folder.read(folder.signingCertificate("client"))).isNotEqualTo(client);
        OrganisationFolder next = keys.stageOrderer(host);
        assertThat(folder.read(folder.tlsCertificate("orderer"))).isEqualTo(before);
        String fresh = next.read(next.tlsCertificate("orderer"));
        keys.takeNextOrderer();
        assertThat(folder.read(folder.tlsCertificate("orderer"))).isEqualTo(fresh);
        assertThat(next.root()).doesNotExist();
    }

    /** NET-13. */
    @Test
    void a_unit_starts_what_the_folder_would_start() throws IOException {
        NetworkFolder folder = new NetworkFolder(root.resolve("site"));
        SystemdUnits.write(
                folder,
                List.of(new Daemon(
                        "peer-SunOpsMSP",
                        List.of("/opt/fabric/bin/peer", "node", "start", "50% \"$HOME\""),
                        Map.of("FABRIC_CFG_PATH", "/var/lib/kontor/a b"),
                        root,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))));
        assertThat(Files.readString(root.resolve("site/systemd/kontor-peer-SunOpsMSP.service")))
                .contains("ExecStart=\"/opt/fabric/bin/peer\" \"node\" \"start\" \"50%% \\\"$$HOME\\\"\"\n")
                .contains("Environment=\"FABRIC_CFG_PATH=/var/lib/kontor/a b\"\n")
                .contains("WorkingDirectory=" + root + "\n")
                .contains("ReadWritePaths=\"" + folder.root() + "\"\n");
    }
}
