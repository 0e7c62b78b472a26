package io.kontor.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.MerkleFrontier;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** LEX-1 to LEX-3: a whole log is found whole, and each way in which it is not is named. */
class LogExportTest {

    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final String LOG = "log-1";
    private static final int SIZE = 40;
    private static final int MUTATIONS = 3_000;

    private final SigningKey key = SUITE.newSigningKey();
    private final MerkleHasher hasher = new MerkleHasher(SUITE.hash());

    private static CallReceipt receipt(long index, LeafKind kind, UsageCounts totals) {
        return receipt(1_000 + index, index, kind, totals);
    }

    private static CallReceipt receipt(long time, long index, LeafKind kind, UsageCounts totals) {
        boolean released = kind == LeafKind.RELEASED;
        return new CallReceipt(
                kind,
                LOG,
                1,
                index,
                time,
                "0".repeat(32),
                index + 1,
                String.format("%032x", kind == LeafKind.RELEASED && index % 4 == 3 ? index - 1 : index),
                "G-1",
                1,
                Action.PROCESS,
                "R-1",
                "S-1",
                "O-1",
                1,
                Digest32.ZERO,
                Digest32.ZERO,
                Optional.empty(),
                Optional.empty(),
                released ? new Delivery(Delivery.Hit.HIT, 2, 3, 6, 100, 0) : Delivery.NOTHING,
                Digest32.ZERO,
                released ? Digest32.of(SUITE.digest(new byte[] {1})) : Digest32.ZERO,
                totals);
    }

    /** Small answers, and every third call reserved before it is released. */
    private static List<byte[]> leaves() {
        List<byte[]> leaves = new ArrayList<>();
        long units = 0;
        long calls = 0;
        for (int i = 0; i < SIZE; i++) {
            boolean reserved = i % 4 == 2;
            units += i % 4 == 3 ? 0 : 1;
            calls += reserved ? 0 : 1;
            UsageCounts totals = new UsageCounts(units, calls, calls, 6 * calls, 100 * calls, 0);
            leaves.add(LeafCodec.encode(receipt(i, reserved ? LeafKind.RESERVED : LeafKind.RELEASED, totals)));
        }
        return leaves;
    }

    private SignedTreeHead head(List<byte[]> leaves) {
        MerkleFrontier tree = MerkleFrontier.empty(SUITE.hash());
        leaves.forEach(leaf -> tree.append(hasher.leaf(leaf)));
        byte[] message = SignedTreeHead.message(LOG, 1, tree.head(), 5_000);
        return new SignedTreeHead(
                LOG,
                1,
                leaves.size(),
                tree.head().rootHash(),
                5_000,
                Base64.getEncoder().encodeToString(key.sign(message)));
    }

    private byte[] export(List<byte[]> leaves, SignedTreeHead head) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            String spki = Base64.getEncoder().encodeToString(key.verifyingKey().spki());
            LogExportWriter writer = new LogExportWriter(out, new LogExportHeader(spki, head));
            for (byte[] leaf : leaves) {
                writer.leaf(hasher.leaf(leaf), leaf);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static LogVerdict verify(byte[] export, Optional<SignedTreeHead> proven) {
        try {
            return new LogExportVerifier(SUITE, proven).verify(new ByteArrayInputStream(export));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LogVerdict verify(byte[] export) {
        return verify(export, Optional.empty());
    }

    private static void assertBroken(byte[] export, LogCheck check) {
        LogVerdict verdict = verify(export);
        assertThat(verdict.broken()).as("%s", verdict.lines()).hasValue(check);
        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.lines()).hasSize(1).first().asString().startsWith("BROKEN at " + check.link());
    }

    private static byte[] edit(byte[] export, String from, String to) {
        String text = new String(export, StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return text.replaceFirst(java.util.regex.Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_whole_log_is_found_whole_lex_1_lex_3() {
        List<byte[]> leaves = leaves();

        LogVerdict verdict = verify(export(leaves, head(leaves)));

        assertThat(verdict.broken()).as("%s", verdict.lines()).isEmpty();
        assertThat(verdict.lines().get(0)).startsWith("WHOLE: log " + LOG + ", 40 entries");
        assertThat(verdict.lines().get(1)).startsWith("40 entries in full, 40 receipts of 1 grants");
        assertThat(verdict.exitCode()).isZero();
    }

    @Test
    void each_broken_link_is_named_lex_2() {
        List<byte[]> leaves = leaves();
        byte[] good = export(leaves, head(leaves));

        assertBroken(new byte[0], LogCheck.FORM);
        assertBroken(edit(good, "\"version\":1", "\"version\":2"), LogCheck.FORM);
        assertBroken(edit(good, "\"time\":5000", "\"time\":5001"), LogCheck.HEAD_SIGNATURE);
        assertBroken(edit(good, "\"index\":7", "\"index\":8"), LogCheck.ENTRY);
        assertBroken(java.util.Arrays.copyOf(good, good.length - 900), LogCheck.FORM);
        assertBroken(export(leaves.subList(0, 30), head(leaves)), LogCheck.ROOT);
    }

    @Test
    void a_leaf_that_was_exchanged_breaks_its_hash_the_order_or_the_root_lex_2() {
        List<byte[]> leaves = leaves();
        SignedTreeHead head = head(leaves);
        List<byte[]> swapped = new ArrayList<>(leaves);
        Collections.swap(swapped, 4, 5);
        assertBroken(export(swapped, head), LogCheck.ENTRY);

        List<byte[]> changed = new ArrayList<>(leaves);
        changed.set(39, lastAt(9_999, leaves));
        assertBroken(export(changed, head), LogCheck.ROOT);

        List<byte[]> earlier = new ArrayList<>(leaves);
        earlier.set(39, lastAt(1, leaves));
        assertBroken(export(earlier, head(earlier)), LogCheck.ORDER);
    }

    @Test
    void totals_that_do_not_follow_are_named_with_both_values_lex_2() {
        List<byte[]> leaves = leaves();
        UsageCounts wrong = new UsageCounts(31, 30, 30, 180, 3_000, 0);
        leaves.set(39, LeafCodec.encode(receipt(39, LeafKind.RELEASED, wrong)));

        LogVerdict verdict = verify(export(leaves, head(leaves)));

        assertThat(verdict.broken()).hasValue(LogCheck.TOTALS);
        assertThat(verdict.lines().get(0))
                .contains(wrong.toString(), last(leaves()).totals().toString());
    }

    @Test
    void a_head_that_a_bundle_proved_must_be_of_these_entries_lex_2() {
        List<byte[]> leaves = leaves();
        byte[] export = export(leaves, head(leaves));

        assertThat(verify(export, Optional.of(head(leaves.subList(0, 25)))).broken())
                .isEmpty();
        assertThat(verify(export, Optional.of(head(leaves.subList(1, 26)))).broken())
                .hasValue(LogCheck.BUNDLE);
    }

    @Test
    void no_mutation_is_found_whole_and_none_throws() {
        List<byte[]> leaves = leaves();
        byte[] good = export(leaves, head(leaves));
        Random random = new Random(20261121);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bad = good.clone();
            int at = random.nextInt(bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));

            assertThat(verify(bad).broken()).as("bit at %d", at).isPresent();
        }
    }

    private static CallReceipt last(List<byte[]> leaves) {
        return LeafCodec.decodeReceipt(leaves.get(leaves.size() - 1));
    }

    /** The last receipt with another time. */
    private static byte[] lastAt(long time, List<byte[]> leaves) {
        return LeafCodec.encode(
                receipt(time, SIZE - 1L, LeafKind.RELEASED, last(leaves).totals()));
    }
}
