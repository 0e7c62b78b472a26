package io.kontor.app.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeafPosition;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LOG-7, over requests signed as LOG-6 says, in either suite (CRY-11). */
class MirrorsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"intl", "sm"})
    void recomputes_the_root_of_each_log_and_proves_every_leaf_without_the_supplier(String suite) {
        try (TestDeal deal = new TestDeal(CryptoSuites.named(suite))) {
            deal.calls();
            deal.anchor();
            try (TestGateway gateway = deal.gateway("mirror_root_" + suite)) {
                await().atMost(SOON).until(() -> state(gateway, "log-f-h1").equals("VERIFIED VERIFIED"));
                deal.takeLogsOffLine();
                MirroredLogs logs = gateway.bean(MirroredLogs.class);
                HashFunction hash = CryptoSuites.named(suite).hash();
                long size = deal.first().size();
                TreeHead head =
                        new TreeHead(size, deal.first().head(size, 1).head().rootHash());
                for (long index = 0; index < size; index++) {
                    byte[] leaf = logs.leaf("log-f-h1", index).orElseThrow();
                    InclusionProof proof = logs.inclusion(deal.first().registration(), index, size)
                            .orElseThrow();
                    Digest32 leafHash = new MerkleHasher(hash).leaf(leaf);
                    assertThat(new MerkleVerifier(hash).includes(leafHash, proof, head))
                            .as("leaf %d", index)
                            .isTrue();
                }
                await().atMost(SOON).until(() -> state(gateway, "log-f-h1").equals("UNREACHABLE UNREACHABLE"));
                assertThat(Http.basic(gateway, "f-data").get("/api/v1/receipts").body())
                        .contains("COUNT");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"intl", "sm"})
    void shows_a_gap_when_the_ledger_holds_more_leaves_than_the_log_gives_away(String suite) {
        try (TestDeal deal = new TestDeal(CryptoSuites.named(suite))) {
            deal.calls();
            deal.first().serveUpTo(10);
            deal.anchor();
            try (TestGateway gateway = deal.gateway("mirror_gap_" + suite)) {
                await().atMost(SOON).until(() -> state(gateway, "log-f-h1").equals("BEHIND BEHIND"));
                assertThat(Http.basic(gateway, "f-data")
                                .get("/api/v1/supervision")
                                .body())
                        .contains("\"gap\":" + (deal.first().size() - 10));
                deal.first().serveUpTo(Integer.MAX_VALUE);
                await().atMost(SOON).until(() -> state(gateway, "log-f-h1").equals("VERIFIED VERIFIED"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"intl", "sm"})
    void names_a_leaf_that_was_rewritten_after_it_had_been_received(String suite) {
        try (TestDeal deal = new TestDeal(CryptoSuites.named(suite))) {
            deal.calls();
            try (TestGateway gateway = deal.gateway("mirror_rewritten_" + suite)) {
                await().atMost(SOON)
                        .until(() -> Http.basic(gateway, "f-data")
                                .get("/api/v1/supervision")
                                .body()
                                .contains("\"received\":" + deal.first().size()));
                EpochOpenedLeaf other = new EpochOpenedLeaf(new LeafPosition("log-f-h1", 1, 3, 1), "ef".repeat(16));
                deal.first().rewrite(3, other);
                deal.anchor();
                await().atMost(SOON).until(() -> state(gateway, "log-f-h1").equals("MISMATCH MISMATCH"));
                assertThat(Http.basic(gateway, "f-data")
                                .get("/api/v1/supervision")
                                .body())
                        .contains("Cannot take leaf 3 of log log-f-h1: another leaf was received before");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"intl", "sm"})
    void keeps_the_root_right_where_only_hashes_were_given(String suite) {
        try (TestDeal deal = new TestDeal(CryptoSuites.named(suite))) {
            deal.calls();
            for (long index = 1; index < deal.second().size(); index++) {
                deal.second().hide(index);
            }
            deal.anchor();
            try (TestGateway gateway = deal.gateway("mirror_hashes_" + suite)) {
                await().atMost(SOON).until(() -> state(gateway, "log-f-h2").equals("VERIFIED VERIFIED"));
                assertThat(Http.basic(gateway, "f-data")
                                .get("/api/v1/receipts?logId=log-f-h2")
                                .body())
                        .isEqualTo("{\"items\":[]}");
            }
        }
    }

    /** States of both mirrors of a log, by the name of the mirror. */
    private static String state(TestGateway gateway, String logId) {
        return String.join(
                " ",
                gateway.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                        .sql("select state from mirror_log where log_id = :log order by mirror")
                        .param("log", logId)
                        .query(String.class)
                        .list());
    }
}
