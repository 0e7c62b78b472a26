package io.kontor.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.Pem;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
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

/** NET-11 to NET-18 on a real network of three synthetic cities, with one folder and one address for each organisation. */
@Tag("fabric")
@ExtendWith(WhereFabricIsFound.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SitesTest {

    @TempDir
    private static Path root;

    private SiteCities cities;
    private SecretOrders secrets;

    @BeforeAll
    void make() {
        cities = new SiteCities(root);
        secrets = new SecretOrders(cities);
        cities.init("SDataMSP", "S", "REGULATOR");
        cities.init("SOpsMSP", "S", "OPERATOR");
        cities.init("TDataMSP", "T", "REGULATOR");
        cities.init("TOpsMSP", "T", "OPERATOR");
    }

    @AfterAll
    void end() {
        secrets.close();
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

    /** NET-13, NET-18. */
    @Test
    @Order(2)
    void organisations_join_and_the_third_approval_of_the_same_collections_commits() throws IOException {
        Lifecycle.forEach(cities.all(), site -> site.join(cities.tools()));
        approves(false, "SOpsMSP", "TDataMSP");
        String bundle = tellsOtherCity("SDataMSP", "TOpsMSP");
        assertThatThrownBy(() -> approve("SDataMSP"))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("SOpsMSP, TDataMSP approved others; compare the bundles")
                .hasMessageNotContaining("\n");
        Files.writeString(heldBundle("SDataMSP", "TOpsMSP"), bundle);
        assertThat(cities.site("SDataMSP").approve(cities.tools(), Site.Manner.WITHOUT_COMMIT))
                .isFalse();
        approves(true, "SDataMSP");
        tellsOtherCity("SDataMSP", "TOpsMSP");
        assertThatThrownBy(() -> approve("SDataMSP"))
                .hasMessageStartingWith("Cannot approve the contract: definition 1 has collections of SHA-256 ")
                .hasMessageEndingWith("compare the bundles with the others");
        Files.writeString(heldBundle("SDataMSP", "TOpsMSP"), bundle);
        approves(true, "TOpsMSP", "TDataMSP", "SOpsMSP");
        cities.all().forEach(Site::probe);
    }

    /** Approve all at once. */
    private void approves(boolean inForce, String... mspIds) {
        Lifecycle.forEach(List.of(mspIds), mspId -> assertThat(approve(mspId)).isEqualTo(inForce));
    }

    private boolean approve(String mspId) {
        return cities.site(mspId).approve(cities.tools(), Site.Manner.USUAL);
    }

    private Path heldBundle(String holder, String mspId) {
        return cities.folder(holder).resolve("bundles").resolve(mspId + Bundle.SUFFIX);
    }

    /** Lets the bundle that somebody holds name another city; answers what it was. */
    private String tellsOtherCity(String holder, String mspId) throws IOException {
        String before = Files.readString(heldBundle(holder, mspId));
        Files.writeString(heldBundle(holder, mspId), before.replace("\"city\":\"T\"", "\"city\":\"X\""));
        return before;
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

    /** CNF-2, CNF-4, NET-18. */
    @Test
    @Order(4)
    void negotiated_terms_of_one_city_are_read_by_its_organisations_alone() {
        secrets.found("S");
        secrets.found("T");
        secrets.admit("S-OPS", "SOpsMSP", MemberRole.OPERATOR);
        secrets.admit("S-H1", "SOpsMSP", MemberRole.SUPPLIER);
        secrets.admit("S-INS", "SOpsMSP", MemberRole.BUYER);
        secrets.list();
        assertThat(secrets.order("O-S", "S-INS", "S").answer()).hasToString("{\"confidential\":true}");
        for (String member : List.of("S-DATA", "S-OPS", "S-INS")) {
            assertThat(secrets.seenBy(member, "O-S")).isEqualTo(secrets.terms("O-S"));
        }
        assertThatThrownBy(() -> secrets.seenBy("T-DATA", "O-S"))
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.CITY));
        assertThat(secrets.seenAt("SDataMSP", "S-OPS", "O-S")).isEqualTo(secrets.terms("O-S"));
        assertThatThrownBy(() -> secrets.seenAt("TOpsMSP", "S-OPS", "O-S"))
                .as("a peer of another city")
                .isInstanceOf(LedgerException.class);
    }

    @Test
    @Order(5)
    void a_third_city_comes_in_by_a_change_that_a_majority_signs_and_a_snapshot() throws IOException {
        Site newcomer = cities.init("UDataMSP", "U", "REGULATOR");
        Site.Change proposed = cities.site("SOpsMSP").addOrganisation(cities.tools(), newcomer.bundle());
        assertThat(proposed.signers()).containsExactly("SOpsMSP");
        assertThat(proposed.needed()).isEqualTo(3);
        assertThat(proposed.changes())
                .contains("new group Channel/Application/UDataMSP", "new group Channel/Orderer/UDataMSP")
                .contains("changed value Channel/Orderer/Orderers");
        assertThatThrownBy(() -> newcomer.enter(cities.tools(), cities.bundles().subList(0, 4)))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageNotContaining("\n");
        assertThat(sign("TOpsMSP", proposed).submitted()).isFalse();
        assertThat(sign("TOpsMSP", proposed).signers()).hasSize(2);
        assertThat(sign("SDataMSP", proposed).submitted()).isTrue();
        assertThat(newcomer.enter(cities.tools(), cities.bundles().subList(0, 4)))
                .isEqualTo(Site.digest(cities.folder("SOpsMSP").resolve("channel/genesis.block")));
        joinBySnapshot(newcomer);
        assertThatThrownBy(() -> cities.site("SOpsMSP").addOrganisation(cities.tools(), newcomer.bundle()))
                .isInstanceOf(NetworkFailure.class)
                .hasMessage("Cannot add organisation UDataMSP: it belongs to the channel");
    }

    /** NET-16. */
    private void joinBySnapshot(Site newcomer) throws IOException {
        PeerSnapshot snapshot = cities.site("SOpsMSP").snapshot(cities.tools(), cities.folder("snapshot"), 0);
        PeerSnapshot other =
                cities.site("TOpsMSP").snapshot(cities.tools(), cities.folder("other-snapshot"), snapshot.block());
        assertThat(other.hash()).isEqualTo(snapshot.hash());
        Path file = other.folder().resolve("txids.data");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> newcomer.join(cities.tools(), other.folder()))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining("SHA-256 of txids.data is ");
        assertThat(newcomer.anyRunning()).isFalse();
        long begin = System.nanoTime();
        assertThat(newcomer.join(cities.tools(), snapshot.folder())).isEqualTo(snapshot);
        assertThatThrownBy(() -> newcomer.join(cities.tools(), snapshot.folder()))
                .hasMessageContaining("has joined the channel already");
        System.out.printf(
                "Snapshot of block %d: %d bytes; joined in %d ms%n",
                snapshot.block(), snapshot.bytes(), (System.nanoTime() - begin) / 1_000_000);
    }

    /** NET-18: the next definition has the collections of the city that came, and every organisation approves it at its own place. */
    @Test
    @Order(6)
    void the_next_definition_has_the_collections_of_the_city_that_came() {
        Site newcomer = cities.site("UDataMSP");
        approves(false, "UDataMSP", "SOpsMSP");
        assertThatThrownBy(() -> approve("TOpsMSP"))
                .hasMessage("Cannot approve the contract: no bundle of UDataMSP is here, which belongs to the channel;"
                        + " give it with --bundle");
        for (String msp : List.of("TOpsMSP", "TDataMSP", "SDataMSP")) {
            cities.site(msp).take(List.of(newcomer.bundle()));
        }
        approves(true, "SDataMSP");
        approves(true, "TDataMSP", "TOpsMSP", "SOpsMSP", "UDataMSP");
        secrets.found("U");
        secrets.recognise("S", "U");
        secrets.admit("U-INS", "UDataMSP", MemberRole.BUYER);
        secrets.order("O-SU", "U-INS", "S", "U");
        for (String member : List.of("S-DATA", "S-OPS", "U-DATA", "U-INS")) {
            assertThat(secrets.seenBy(member, "O-SU")).isEqualTo(secrets.terms("O-SU"));
        }
        assertThat(secrets.seenBy("S-DATA", "O-S")).isEqualTo(secrets.terms("O-S"));
        for (String stranger : List.of("T-DATA", "U-DATA")) {
            assertThatThrownBy(() -> secrets.seenBy(stranger, "O-S")).isInstanceOf(LedgerRejectedException.class);
        }
        assertThatThrownBy(() -> secrets.seenAt("TDataMSP", "U-INS", "O-SU")).isInstanceOf(LedgerException.class);
    }

    private Site.Change sign(String mspId, Site.Change change) {
        return cities.site(mspId).sign(cities.tools(), change.file());
    }

    @Test
    @Order(7)
    void the_newcomers_orderer_stands_in_for_another() throws IOException {
        cities.site("SDataMSP").down();
        copyAll(peerData("SDataMSP"), cities.folder("backup"));
        cities.all().stream().filter(Site::anyRunning).forEach(Site::probe);
        cities.site("SDataMSP").up(cities.tools());
        cities.site("SDataMSP").probe();
    }

    /** NET-16: the backup brings back what the organisation approved, the others what came later. */
    @Test
    @Order(8)
    void a_lost_peer_is_restored_from_its_backup_and_catches_up() throws IOException {
        secrets.order("O-later", "S-INS", "S");
        Site site = cities.site("SDataMSP");
        site.down();
        Files.move(peerData("SDataMSP"), cities.folder("lost"));
        Files.move(cities.folder("backup"), peerData("SDataMSP"));
        long begin = System.nanoTime();
        site.up(cities.tools());
        site.probe();
        System.out.printf("Restored peer takes part after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
        assertThat(approve("SDataMSP")).as("its approval is there").isTrue();
        assertThat(secrets.seenBy("S-DATA", "O-S")).isEqualTo(secrets.terms("O-S"));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(LedgerException.class)
                .untilAsserted(
                        () -> assertThat(secrets.seenBy("S-DATA", "O-later")).isEqualTo(secrets.terms("O-later")));
        System.out.printf("and has all terms after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private Path peerData(String mspId) {
        return cities.folder(mspId).resolve("data/peer-" + mspId);
    }

    /** NET-19: a change goes to the others' orderers while the own one is off. */
    @Test
    @Order(9)
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
        cities.endOrderer("TOpsMSP");
        certificates.revoke(cities.tools(), List.of(oldCertificate));
        cities.site("TOpsMSP").join(cities.tools());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThatThrownBy(() -> cities.submit("TOpsMSP", old))
                        .isInstanceOf(LedgerException.class)
                        .hasMessageContaining("access denied"));
        cities.site("TOpsMSP").probe();
    }

    @Test
    @Order(10)
    void an_orderer_gets_new_certificates_that_a_majority_signs() throws IOException {
        renewOrderer("TOpsMSP");
        cities.site("TDataMSP").down();
        cities.site("TOpsMSP").probe();
        cities.site("TDataMSP").up(cities.tools());
    }

    /** NET-15: whoever runs it again too early proposes the same certificates; an orderer that was off hears of the change from others. */
    private void renewOrderer(String mspId) throws IOException {
        SiteCertificates certificates = cities.site(mspId).certificates();
        OrganisationFolder keys = cities.keys(mspId);
        certificates.renewOrderer(cities.tools());
        OrganisationFolder next = new OrganisationKeys(keys).next();
        String proposed = next.read(next.tlsCertificate("orderer"));
        Site.Change change = certificates.renewOrderer(cities.tools()).orElseThrow();
        assertThat(next.read(next.tlsCertificate("orderer"))).isEqualTo(proposed);
        assertThat(change.changes()).contains("changed value Channel/Orderer/Orderers");
        cities.site(mspId).down();
        sign("SOpsMSP", change);
        assertThat(sign("SDataMSP", change).submitted()).isTrue();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(certificates.renewOrderer(cities.tools())).isEmpty());
        cities.site(mspId).up(cities.tools());
        assertThat(keys.read(keys.tlsCertificate("orderer"))).isEqualTo(proposed);
        assertThat(next.root()).doesNotExist();
    }

    /** NET-6, NET-13, SRV-3. */
    @Test
    @Order(11)
    void other_code_is_the_next_definition_and_the_server_of_the_old_code_starts_no_more() throws IOException {
        List<Path> classPath = new ArrayList<>(cities.tools().contract().classPath());
        classPath.add(Files.createDirectories(cities.folder("next")));
        Files.writeString(cities.folder("next").resolve("release.txt"), "the next release");
        Site.Tools old = cities.tools();
        cities.use(cities.tools(new ContractProgram(classPath)));
        approves(false, "TDataMSP", "UDataMSP");
        cities.site("SOpsMSP").probe();
        approves(true, "SDataMSP");
        approves(true, "SOpsMSP", "TDataMSP", "TOpsMSP", "UDataMSP");
        assertThatThrownBy(() -> cities.site("SOpsMSP").restart(old, "contract"))
                .isInstanceOf(NetworkFailure.class)
                .hasMessageContaining(old.contract().digest())
                .hasMessageContaining(cities.tools().contract().digest());
        cities.site("SOpsMSP").join(cities.tools());
        cities.site("SOpsMSP").probe();
        assertThat(secrets.seenBy("S-OPS", "O-S")).isEqualTo(secrets.terms("O-S"));
    }

    @Test
    @Order(12)
    void each_folder_ends_its_own_nodes_and_nothing_else() {
        assertThat(cities.site("UDataMSP").down())
                .containsExactly("contract-UDataMSP", "orderer-UDataMSP", "peer-UDataMSP");
        assertThat(cities.site("UDataMSP").down()).isEmpty();
        assertThat(cities.site("SOpsMSP").status())
                .allSatisfy(node -> assertThat(node.pid()).isPresent());
    }
}
