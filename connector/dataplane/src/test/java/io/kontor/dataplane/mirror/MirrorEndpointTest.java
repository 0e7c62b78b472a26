package io.kontor.dataplane.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.merkle.MerkleFrontier;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.SignedTreeHeadCodec;
import io.kontor.testkit.fixtures.NamedCredential;
import io.kontor.testkit.ledger.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LOG-5, LOG-6 and LOG-7: what a mirror may read, and that it can recompute the root from it. */
class MirrorEndpointTest {

    private static final String LEAVES = "/v1/logs/" + SupplierWorld.LOG + "/leaves?from=0&limit=1000";
    private static final String HEAD = "/v1/logs/" + SupplierWorld.LOG + "/head";

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 10);
        world.startFlow("G-R1");
        for (int i = 0; i < 3; i++) {
            world.session("G-R1")
                    .call(world.processBody(world.claim.subject(), world.consent(world.claim.subject(), "R1"))
                            .build());
        }
        world.control.post("/control/anchor", "");
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void a_mirror_recomputes_the_root_from_all_leaf_hashes() {
        JsonObject head = ask(officer("F-DATA"), HEAD);
        SignedTreeHead signed = head.object("head", SignedTreeHeadCodec::fromJson);
        List<JsonObject> leaves = ask(officer("F-DATA"), LEAVES).array("leaves").objects(leaf -> leaf);

        MerkleFrontier frontier = MerkleFrontier.empty(HashFunction.sha256());
        MerkleHasher hasher = new MerkleHasher(HashFunction.sha256());
        for (JsonObject leaf : leaves.subList(0, (int) signed.treeSize())) {
            Digest32 hash = Digest32.fromHex(leaf.string("hash"));
            frontier.append(hash);
            assertThat(hasher.leaf(Base64.getDecoder().decode(leaf.string("leaf"))))
                    .isEqualTo(hash);
        }
        assertThat(frontier.head().rootHash()).isEqualTo(signed.rootHash());
        assertThat(head.has("anchored")).isTrue();
    }

    @Test
    void regulators_and_operators_of_both_cities_and_the_parties_read_receipts_others_only_hashes() {
        for (String reader : List.of("F-DATA", "F-OPS", "Q-DATA", "Q-OPS", "F-H1", "Q-INS")) {
            assertThat(wholeLeaves(officer(reader))).as(reader).isEqualTo(allLeaves());
        }
        for (String stranger : List.of("F-REG", "F-EX", "F-H2")) {
            assertThat(wholeLeaves(officer(stranger))).as(stranger).isBetween(1L, allLeaves() - 3);
        }
    }

    @Test
    void proofs_verify_against_the_head() {
        SignedTreeHead signed = ask(officer("Q-INS"), HEAD).object("head", SignedTreeHeadCodec::fromJson);
        JsonObject leaf = ask(officer("Q-INS"), LEAVES)
                .array("leaves")
                .objects(found -> found)
                .get(1);
        String path = "/v1/logs/" + SupplierWorld.LOG + "/proof?index=1&size=" + signed.treeSize();

        JsonObject proof = ask(officer("Q-INS"), path);
        JsonObject consistency =
                ask(officer("Q-INS"), "/v1/logs/" + SupplierWorld.LOG + "/consistency?from=1&to=" + signed.treeSize());

        assertThat(new MerkleVerifier(HashFunction.sha256())
                        .includes(
                                Digest32.fromHex(leaf.string("hash")),
                                InclusionProofCodec.fromJson(proof),
                                new TreeHead(signed.treeSize(), signed.rootHash())))
                .isTrue();
        assertThat(consistency.array("path").size()).isPositive();
    }

    @Test
    void a_signature_is_taken_once_in_time_and_only_of_a_pinned_key() {
        long now = InstantSource.system().millis();
        HttpRequest.Builder request = signed(officer("F-DATA"), HEAD, now);

        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(send(request).statusCode()).isEqualTo(401);
        assertThat(send(signed(officer("F-DATA"), HEAD, now - 120_000)).statusCode())
                .isEqualTo(401);
        assertThat(send(signed(NamedCredential.create("x").key(), HEAD, now)).statusCode())
                .isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(world.address + HEAD)))
                        .statusCode())
                .isEqualTo(400);
        HttpRequest.Builder moved = signed(officer("F-DATA"), HEAD, now + 1).uri(URI.create(world.address + LEAVES));
        assertThat(send(moved).statusCode()).isEqualTo(401);
    }

    @Test
    void bounds_and_names_are_checked() {
        assertThat(status("/v1/logs/other/head")).isEqualTo(404);
        assertThat(status("/v1/logs/" + SupplierWorld.LOG + "/leaves?from=0&limit=1001"))
                .isEqualTo(400);
        assertThat(status("/v1/logs/" + SupplierWorld.LOG + "/leaves?from=-1&limit=1"))
                .isEqualTo(400);
        assertThat(status("/v1/logs/" + SupplierWorld.LOG + "/leaves")).isEqualTo(400);
        assertThat(status("/v1/logs/" + SupplierWorld.LOG + "/proof?index=9&size=3"))
                .isEqualTo(400);
        assertThat(status("/v1/logs/" + SupplierWorld.LOG + "/consistency?from=3&to=999999"))
                .isEqualTo(400);
    }

    private static int status(String path) {
        return send(signed(officer("F-DATA"), path, InstantSource.system().millis()))
                .statusCode();
    }

    private static long allLeaves() {
        return ask(officer("F-DATA"), LEAVES).longValue("next");
    }

    private static long wholeLeaves(SigningKey key) {
        return ask(key, LEAVES).array("leaves").objects(leaf -> leaf).stream()
                .filter(leaf -> leaf.has("leaf"))
                .count();
    }

    private static SigningKey officer(String participantId) {
        TestIdentity identity = world.deal.cast().officer(participantId);
        return CryptoSuites.intl().signingKey(identity.issued().privateKey().getEncoded());
    }

    private static JsonObject ask(SigningKey key, String path) {
        HttpResponse<String> answer =
                send(signed(key, path, InstantSource.system().millis()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return CanonicalJson.parse(answer.body());
    }

    private static HttpRequest.Builder signed(SigningKey key, String path, long time) {
        String hash = HexFormat.of().formatHex(CryptoSuites.intl().digest(new byte[0]));
        byte[] text =
                ("kontor-request-v1\nGET\n" + path + "\n" + time + "\n" + hash + "\n").getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(world.address + path))
                .header(
                        "Kontor-Key",
                        Base64.getEncoder().encodeToString(key.verifyingKey().spki()))
                .header("Kontor-Time", String.valueOf(time))
                .header("Kontor-Signature", Base64.getEncoder().encodeToString(key.sign(text)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
