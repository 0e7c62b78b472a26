package io.kontor.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.crypto.suite.VerifyingKey;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.trust.OrganisationKind;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.evidence.trust.TrustedOrganisation;
import io.kontor.evidence.verify.EvidenceVerifier;
import io.kontor.model.grant.DayHours;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.RateLimit;
import io.kontor.model.grant.RatePeriod;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.grant.Weekday;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.receipt.ConsumerHeadLeaf;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.MalformedException;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.NamedCredential;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** FUZ-1: every parser of what others send reads it or refuses it by its own failure: JSN-1, REC-1, RCP-2, CRY-2, CRY-3, EVD-1, TRU-1. */
class ParserFuzzTest {

    private static final Set<Class<? extends Exception>> MALFORMED = Set.of(MalformedException.class);
    private static final String ID = "00112233445566778899aabbccddeeff";
    private static final long TIME = 1_795_190_400_000L;
    private static final int VERIFIED = 2_000;

    private static void assertBoth(Fuzz.Outcome outcome) {
        assertThat(outcome.read()).as("read").isPositive();
        assertThat(outcome.refused()).as("refused").isPositive();
    }

    private static byte[] terms() {
        Instant now = Instant.ofEpochMilli(TIME);
        GrantTerms terms = DemoRecords.terms(
                DemoRecords.resources().get(0),
                DemoRecords.window(now),
                NamedCredential.create("claims01").credential(),
                NamedCredential.create("claim-core-2.1").credential());
        UsageBounds bounds = new UsageBounds(
                Optional.of(new DayHours(510, 1_080)),
                Optional.of(List.of(Weekday.MONDAY, Weekday.FRIDAY)),
                Optional.of(List.of(new RateLimit(RatePeriod.HOUR, 10), new RateLimit(RatePeriod.DAY, 50))),
                Optional.of(1_000_000L),
                Optional.of(2_000L));
        return CanonicalJson.bytes(GrantTermsCodec.toJson(new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                terms.actions(),
                terms.users(),
                terms.applications(),
                terms.window(),
                terms.fields(),
                terms.duties(),
                terms.prohibitions(),
                terms.consent(),
                terms.viewing(),
                Optional.of(bounds))));
    }

    @Test
    void changed_canonical_json_is_read_or_malformed() {
        byte[] object =
                "{\"a\":[1,true,\"\\u0001é𠮷\",{}],\"b\":{\"c\":-7,\"d\":\"\\\"\"}}".getBytes(StandardCharsets.UTF_8);
        assertBoth(Fuzz.run(List.of(object, terms()), 4_010, CanonicalJson::parseCanonical, MALFORMED));
    }

    @Test
    void changed_terms_are_read_or_malformed() {
        assertBoth(Fuzz.run(
                List.of(terms()), 4_011, bytes -> GrantTermsCodec.fromJson(CanonicalJson.parse(bytes)), MALFORMED));
    }

    @Test
    void changed_leaves_are_read_or_malformed_and_what_is_read_is_written_as_it_was() {
        LeafPosition at = new LeafPosition("log-1", 1, 7, TIME);
        byte[] opened = LeafCodec.encode(new EpochOpenedLeaf(at, ID));
        byte[] head = LeafCodec.encode(new ConsumerHeadLeaf(at, "G-1", 5, DemoRecords.digest("root"), TIME, "AQID"));
        assertBoth(Fuzz.run(
                List.of(opened, head, receipt()),
                4_012,
                bytes -> assertThat(LeafCodec.encode(LeafCodec.decode(bytes))).isEqualTo(bytes),
                MALFORMED));
    }

    private static byte[] receipt() {
        Digest32 digest = DemoRecords.digest("some");
        return LeafCodec.encode(new io.kontor.model.receipt.CallReceipt(
                io.kontor.model.receipt.LeafKind.RELEASED,
                "log-1",
                1,
                7,
                TIME,
                ID,
                3,
                ID,
                "G-1",
                1,
                io.kontor.model.grant.Action.PROCESS,
                "R1",
                "SC-F-0001",
                "O-1",
                1,
                digest,
                digest,
                Optional.of(digest),
                Optional.empty(),
                new io.kontor.model.receipt.Delivery(io.kontor.model.receipt.Delivery.Hit.HIT, 24, 1, 24, 300, 0),
                digest,
                digest,
                new io.kontor.model.receipt.UsageCounts(1, 1, 1, 24, 300, 0)));
    }

    @Test
    void changed_keys_are_read_or_no_keys() {
        for (CryptoSuite suite : CryptoSuites.all()) {
            SigningKey key = suite.newSigningKey();
            Fuzz.Outcome outcome = Fuzz.run(
                    List.of(
                            key.verifyingKey().spki(),
                            suite.newSigningKey().verifyingKey().spki()),
                    4_013,
                    suite::verifyingKey,
                    Set.of(CryptoException.class));
            assertThat(outcome.refused()).as(suite.name()).isPositive();
        }
    }

    /** The samples are DER of numbers above every order: they are decoded and go no further, so that there can be many of them. */
    @Test
    void changed_signatures_are_no_signatures_and_none_throws() {
        byte[] integer = new byte[35];
        Arrays.fill(integer, (byte) 0xff);
        integer[0] = 2;
        integer[1] = 33;
        integer[2] = 0;
        byte[] tooLarge = ByteBuffer.allocate(72)
                .put(new byte[] {48, 70})
                .put(integer)
                .put(integer)
                .array();
        for (CryptoSuite suite : CryptoSuites.all()) {
            VerifyingKey key = suite.newSigningKey().verifyingKey();
            Fuzz.Outcome outcome = Fuzz.run(
                    List.of(tooLarge, new byte[] {48, 6, 2, 1, 0, 2, 1, 0}),
                    4_014,
                    bytes -> assertThat(key.verify(bytes, new byte[] {1})).isFalse(),
                    Set.of());
            assertThat(outcome.read()).isEqualTo(Fuzz.MUTATIONS);
        }
    }

    /** These are computed to the end, so there are fewer of them. */
    @Test
    void changed_good_signatures_do_not_verify_and_none_throws() {
        for (CryptoSuite suite : CryptoSuites.all()) {
            SigningKey key = suite.newSigningKey();
            byte[] good = key.sign(new byte[] {1});
            Fuzz.Parser parser = bytes ->
                    assertThat(key.verifyingKey().verify(bytes, new byte[] {1})).isEqualTo(Arrays.equals(bytes, good));
            Fuzz.Target target = new Fuzz.Target(List.of(good), 4_018, parser, Set.of());
            assertThat(Fuzz.run(VERIFIED, new Mutator(List.of(good), 4_018)::next, target)
                            .read())
                    .isEqualTo(VERIFIED);
        }
    }

    @Test
    void changed_bundles_are_read_or_malformed_and_the_verifier_gives_a_verdict_on_each() {
        byte[] bundle = EvidenceBundleCodec.write(bundle());
        assertBoth(Fuzz.run(List.of(bundle), 4_015, EvidenceBundleCodec::read, MALFORMED));
        EvidenceVerifier verifier = new EvidenceVerifier(trust());
        Fuzz.Target target = new Fuzz.Target(
                List.of(bundle),
                4_016,
                bytes -> assertThat(verifier.verify(bytes).exitCode()).isOne(),
                Set.of());
        assertThat(Fuzz.run(VERIFIED, new Mutator(List.of(bundle), 4_016)::next, target)
                        .read())
                .isEqualTo(VERIFIED);
    }

    private static EvidenceBundle bundle() {
        byte[] leaf = receipt();
        Digest32 root = Digest32.of(
                new MerkleHasher(CryptoSuites.intl().hash()).leaf(leaf).bytes());
        SignedTreeHead head = new SignedTreeHead(
                "log-1", 1, 1, root, TIME, Base64.getEncoder().encodeToString(new byte[] {48, 6, 2, 1, 1, 2, 1, 1}));
        return new EvidenceBundle.Ledger("federation", "kontor")
                .bundle(
                        leaf,
                        new InclusionProof(0, 1, List.of()),
                        new LogHead(head, "ab".repeat(32), TIME),
                        new byte[] {10, 2, 8, 1, 18, 3, 10, 1, 65});
    }

    private static TrustFile trust() {
        OrganisationAuthority authority = OrganisationAuthority.create("A", "A");
        return TrustFile.development(
                "federation",
                "kontor",
                List.of(new TrustedOrganisation(
                        "A", List.of(authority.enrolmentRoot().certificatePem()), "F", OrganisationKind.REGULATOR)));
    }

    @Test
    void changed_trust_files_are_read_or_malformed() {
        assertBoth(Fuzz.run(List.of(TrustFileCodec.write(trust())), 4_017, TrustFileCodec::read, MALFORMED));
    }

    @Test
    void a_parser_that_throws_anything_else_or_takes_too_much_memory_is_found() {
        assertThatThrownBy(() -> Fuzz.run(
                        List.of(new byte[] {1, 2, 3}),
                        1,
                        bytes -> {
                            if (bytes.length > 3) {
                                throw new IllegalStateException("unforeseen");
                            }
                        },
                        MALFORMED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("unforeseen")
                .hasMessageContaining("seed 1");
        assertThatThrownBy(() -> Fuzz.run(
                        List.of(new byte[] {1}),
                        2,
                        bytes -> assertThat(new byte[bytes.length > 1 ? 32 << 20 : 1])
                                .isNotNull(),
                        MALFORMED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("allocates");
    }

    @Test
    void the_same_seed_gives_the_same_mutations() {
        Mutator one = new Mutator(List.of(terms()), 9);
        List<byte[]> samples = List.of(new byte[] {1, 2, 3}, "{\"a\":12}".getBytes(StandardCharsets.UTF_8));
        Mutator first = new Mutator(samples, 9);
        Mutator second = new Mutator(samples, 9);
        for (int i = 0; i < 1_000; i++) {
            assertThat(first.next()).isEqualTo(second.next());
        }
        assertThat(one.next()).isNotEmpty();
    }
}
