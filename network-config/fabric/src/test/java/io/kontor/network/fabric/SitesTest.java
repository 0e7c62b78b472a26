package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.ledger.LedgerException;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.Pem;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** NET-11 to NET-16 on a real network of three synthetic cities, with one folder and one address for each organisation. */
@Tag("fabric")
@ExtendWith(WhereFabricIsFound.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SitesTest {

    @TempDir
    private static Path root;

    private SiteCities cities;

    @BeforeAll
    void make() {
        cities = new SiteCities(root);
        cities.init("SDataMSP", "S", "REGULATOR");
        cities.init("SOpsMSP", "S", "OPERATOR");
        cities.init("TDataMSP", "T", "REGULATOR");
        cities.init("TOpsMSP", "T", "OPERATOR");
    }

    @AfterAll
    void end() {
        cities.close();
    }

    @Test
    @Order(1)
    void every_organisation_makes_the_same_genesis_block_of_the_bundles() {
        List<String> digests = cities.all().stream()
                .map(site -> site.found(cities.tools(), cities.bundles(), Ordering.BFT))
                .toList();
        assertThat(digests).hasSize(4).containsOnly(digests.get(0));
        assertThat(digests.get(0))
                .isEqualTo(Site.digest(cities.folder("TOpsMSP").resolve("channel/genesis.block")));
    }

    @Test
    @Order(2)
    void organisations_join_and_the_third_approval_commits() {
        Lifecycle.forEach(cities.all(), site -> site.join(cities.tools()));
        List<Boolean> inForce =
                cities.all().stream().map(site -> site.approve(cities.tools())).toList();
        assertThat(inForce).containsExactly(false, false, true, true);
        assertThat(cities.site("SDataMSP").approve(cities.tools())).isTrue();
        cities.site("SOpsMSP").approve(cities.tools());
        cities.all().forEach(Site::probe);
    }

    @Test
    @Order(3)
    void no_folder_holds_a_key_of_another_organisation() throws IOException {
        for (Site site : cities.all()) {
            String msp = site.organisation().mspId();
            List<Path> keys = keyFiles(msp);
            assertThat(keys).hasSize(10);
            for (Path key : keys) {
                assertThat(key)
                        .startsWith(cities.folder(msp).resolve("organisations").resolve(msp));
                Path certificate = key.endsWith("keystore/key.pem")
                        ? key.resolveSibling("../signcerts/cert.pem").normalize()
                        : Path.of(key.toString().replace(".key", ".pem"));
                assertThat(Pem.readCertificate(Files.readString(certificate))
                                .getSubjectX500Principal()
                                .getName())
                        .contains("O=" + msp);
            }
            assertThat(Files.readString(site.bundle())).doesNotContain("PRIVATE");
        }
    }

    /** All files with a private key, but copies of the peer's own TLS key that it needs to reach its contract server. */
    private List<Path> keyFiles(String msp) throws IOException {
        String peerKey = cities.keys(msp).read(cities.keys(msp).tlsKey("peer")).replace("\n", "\\n");
        try (Stream<Path> files = Files.walk(cities.folder(msp))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).replace(peerKey, "").contains("PRIVATE KEY"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @Order(4)
    void a_third_city_comes_in_by_a_change_that_a_majority_signs() {
        Site newcomer = cities.init("UOpsMSP", "U", "OPERATOR");
        Site.Change proposed = cities.site("SOpsMSP").addOrganisation(cities.tools(), newcomer.bundle());
        assertThat(proposed.signers()).containsExactly("SOpsMSP");
        assertThat(proposed.needed()).isEqualTo(3);
        assertThat(proposed.changes())
                .contains("new group Channel/Application/UOpsMSP", "new group Channel/Orderer/UOpsMSP")
                .contains("changed value Channel/Orderer/Orderers");
        assertThatThrownBy(() -> newcomer.enter(cities.tools(), cities.bundles().subList(0, 4)))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageNotContaining("\n");
        assertThat(sign("TOpsMSP", proposed).submitted()).isFalse();
        assertThat(sign("TOpsMSP", proposed).signers()).hasSize(2);
        assertThat(sign("TDataMSP", proposed).submitted()).isTrue();
        assertThat(newcomer.enter(cities.tools(), cities.bundles().subList(0, 4)))
                .isEqualTo(Site.digest(cities.folder("SOpsMSP").resolve("channel/genesis.block")));
        newcomer.join(cities.tools());
        assertThat(newcomer.approve(cities.tools())).isTrue();
        assertThatThrownBy(() -> cities.site("SOpsMSP").addOrganisation(cities.tools(), newcomer.bundle()))
                .isInstanceOf(NetworkFailure.class)
                .hasMessage("Cannot add organisation UOpsMSP: it belongs to the channel");
    }

    private Site.Change sign(String mspId, Site.Change change) {
        return cities.site(mspId).sign(cities.tools(), change.file());
    }

    @Test
    @Order(5)
    void the_newcomers_orderer_stands_in_for_another() {
        cities.site("SDataMSP").down();
        cities.all().stream().filter(Site::anyRunning).forEach(Site::probe);
        cities.site("SDataMSP").up(cities.tools());
        cities.site("SDataMSP").probe();
    }

    @Test
    @Order(6)
    void a_renewed_client_is_known_and_a_revoked_one_refused_everywhere() throws IOException {
        OrganisationFolder keys = cities.keys("TOpsMSP");
        IssuedIdentity old = keys.client();
        Path oldCertificate = cities.folder("old-client.pem");
        Files.copy(keys.signingCertificate("client"), oldCertificate);
        SiteCertificates certificates = cities.site("TOpsMSP").certificates();
        assertThatThrownBy(() -> certificates.revoke(cities.tools(), List.of(oldCertificate)))
                .hasMessageContaining("the client of TOpsMSP uses it");
        certificates.renew(cities.tools());
        cities.site("TOpsMSP").probe();
        cities.submit("TOpsMSP", old);
        certificates.revoke(cities.tools(), List.of(oldCertificate));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThatThrownBy(() -> cities.submit("TOpsMSP", old)).isInstanceOf(LedgerException.class));
        cities.submit("TOpsMSP", keys.client());
    }

    @Test
    @Order(7)
    void an_orderer_gets_new_certificates_that_a_majority_signs() {
        renewOrderer("TOpsMSP");
        cities.site("SDataMSP").down();
        cities.site("TOpsMSP").probe();
        cities.site("SDataMSP").up(cities.tools());
    }

    private void renewOrderer(String mspId) {
        SiteCertificates certificates = cities.site(mspId).certificates();
        Site.Change change = certificates.renewOrderer(cities.tools()).orElseThrow();
        assertThat(change.changes()).contains("changed value Channel/Orderer/Orderers");
        sign("SOpsMSP", change);
        assertThat(sign("TDataMSP", change).submitted()).isTrue();
        assertThat(certificates.renewOrderer(cities.tools())).isEmpty();
    }

    @Test
    @Order(8)
    void a_peer_writes_down_its_state() {
        PeerSnapshot snapshot = cities.site("SOpsMSP").snapshot(cities.tools(), cities.folder("snapshot"));
        System.out.println("Snapshot of block " + snapshot.block() + ": " + snapshot.bytes() + " bytes");
        assertThat(snapshot.bytes()).isPositive();
    }

    @Test
    @Order(9)
    void each_folder_ends_its_own_nodes_and_nothing_else() {
        assertThat(cities.site("UOpsMSP").down())
                .containsExactly("contract-UOpsMSP", "orderer-UOpsMSP", "peer-UOpsMSP");
        assertThat(cities.site("UOpsMSP").down()).isEmpty();
        assertThat(cities.site("SOpsMSP").status())
                .allSatisfy(node -> assertThat(node.pid()).isPresent());
    }
}
