package io.kontor.cli.bench;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.evidence.log.LogExportHeader;
import io.kontor.evidence.log.LogExportWriter;
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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A log of released synthetic calls under ten grants, exported as a file and signed by a key of its own. */
final class SyntheticLog {

    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final String LOG = "bench-log";
    private static final int GRANTS = 10;
    private static final int BYTES = 1_024;
    private static final long TIME = 1_790_000_000_000L;
    private static final Digest32 DIGEST = Digest32.of(SUITE.digest(new byte[BYTES]));

    private SyntheticLog() {}

    static void write(Path file, int receipts) throws IOException {
        SigningKey key = SUITE.newSigningKey();
        MerkleHasher hasher = new MerkleHasher(SUITE.hash());
        MerkleFrontier tree = MerkleFrontier.empty(SUITE.hash());
        for (int i = 0; i < receipts; i++) {
            tree.append(hasher.leaf(leaf(i)));
        }
        byte[] message = SignedTreeHead.message(LOG, 1, tree.head(), TIME + receipts);
        SignedTreeHead head = new SignedTreeHead(
                LOG,
                1,
                receipts,
                tree.head().rootHash(),
                TIME + receipts,
                Base64.getEncoder().encodeToString(key.sign(message)));
        String spki = Base64.getEncoder().encodeToString(key.verifyingKey().spki());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            LogExportWriter writer = new LogExportWriter(out, new LogExportHeader(spki, head));
            for (int i = 0; i < receipts; i++) {
                byte[] leaf = leaf(i);
                writer.leaf(hasher.leaf(leaf), leaf);
            }
        }
    }

    private static byte[] leaf(int index) {
        long calls = index / GRANTS + 1L;
        HexFormat hex = HexFormat.of();
        return LeafCodec.encode(new CallReceipt(
                LeafKind.RELEASED,
                LOG,
                1,
                index,
                TIME + index,
                "0".repeat(32),
                index + 1L,
                hex.toHexDigits(0L) + hex.toHexDigits((long) index),
                "G-" + index % GRANTS,
                1,
                Action.PROCESS,
                "R-" + index % GRANTS,
                "SC-BENCH",
                "O-BENCH",
                1,
                DIGEST,
                DIGEST,
                Optional.empty(),
                Optional.empty(),
                new Delivery(Delivery.Hit.HIT, 1, 1, 1, BYTES, 0),
                DIGEST,
                DIGEST,
                new UsageCounts(calls, calls, calls, calls, calls * BYTES, 0)));
    }
}
