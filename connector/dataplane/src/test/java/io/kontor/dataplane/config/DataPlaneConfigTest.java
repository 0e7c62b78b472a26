package io.kontor.dataplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.usage.journal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-60: the configuration says in one line what is wrong with it. */
class DataPlaneConfigTest {

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 10);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void every_key_has_its_default() {
        SupplierConfig supplier = world.config(Map.of()).supplier().orElseThrow();

        assertThat(supplier.timing().anchorInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(supplier.timing().maxStaleness()).isEqualTo(Duration.ofSeconds(60));
        assertThat(supplier.publicListener().host()).isEqualTo("127.0.0.1");
        assertThat(supplier.durability()).isEqualTo(Durability.DISK);
        assertThat(supplier.suite()).isEqualTo("intl");
        assertThat(supplier.enforcement()).isEqualTo(Enforcement.ON);
        assertThat(supplier.sources()).hasSize(4);
    }

    @Test
    void a_wrong_key_or_value_stops_the_start_naming_it() {
        assertRefused(Map.of("no-such-key", "1"), "unknown keys [no-such-key]");
        assertRefused(Map.of("role", "king"), "key 'role' is 'king', must be one of [supplier, consumer, both]");
        assertRefused(Map.of("log-id", ""), "key 'log-id' is missing");
        assertRefused(Map.of("public.port", "70000"), "key 'public.port' is 70000, must be 0 to 65535");
        assertRefused(Map.of("workers", "many"), "key 'workers' is 'many', must be a whole number");
        assertRefused(
                Map.of("control.api-key-file", "x"), "either key 'control.api-key' or key 'control.api-key-file'");
        assertRefused(Map.of("source.claims.kind", "oracle"), "must be jdbc, documents, files or synthetic");
        assertRefused(Map.of("source.claims.algorithm.claim-by-subject.sha256", "00"), "source.claims.algorithm");
        assertRefused(Map.of("ledger.certificate", "none.pem"), "of key 'ledger.certificate' cannot be read");
        assertRefused(Map.of("ledger.other-peers", "peer2"), "Cannot use peer 'peer2': must be host:port");
        assertRefused(Map.of("public.tls-certificate", "x.pem"), "public.tls-private-key");
        assertRefused(Map.of("role", "consumer"), "key 'app.port' is missing");
    }

    @Test
    void enforcement_is_never_off_beside_a_source_with_data_dpl_71() {
        assertRefused(Map.of("enforcement", "off"), "serve one source of kind synthetic and no other");
        assertRefused(Map.of("enforcement", "maybe"), "key 'enforcement' is 'maybe', must be one of [on, off]");
        assertRefused(Map.of("durability", "none"), "key 'durability' is 'none', must be one of [disk, os]");
    }

    /** NET-9. */
    @Test
    void further_peers_of_the_own_organisation_are_known_in_their_order() {
        assertThat(world.config(Map.of("ledger.other-peers", "b.example:7051,c.example:7052"))
                        .ledger()
                        .otherPeers())
                .containsExactly(
                        new FabricConnection.Peer("b.example", 7051), new FabricConnection.Peer("c.example", 7052));
        assertThat(world.config(Map.of()).ledger().otherPeers()).isEmpty();
    }

    /** CRY-1. */
    @Test
    void the_suite_is_one_that_exists() {
        assertThat(world.config(Map.of("suite", "sm")).supplier().orElseThrow().suite())
                .isEqualTo("sm");
        assertRefused(Map.of("suite", "rot13"), "key 'suite' is 'rot13', must be one of [intl, sm]");
    }

    private static void assertRefused(Map<String, String> changes, String reason) {
        assertThatThrownBy(() -> world.config(changes))
                .isInstanceOf(RuntimeException.class)
                .hasMessageStartingWith("Cannot ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
