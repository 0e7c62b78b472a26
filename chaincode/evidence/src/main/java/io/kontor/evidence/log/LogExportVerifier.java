package io.kontor.evidence.log;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.MerkleFrontier;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Verifies a whole log from its export, without a network, in one pass and bounded memory (LEX-2). One file each. */
public final class LogExportVerifier {

    private static final int LONGEST_LINE = 8 * 1_024;

    private final MerkleHasher hasher;
    private final MerkleFrontier tree;
    private final CryptoSuite suite;
    private final Optional<SignedTreeHead> proven;
    private final RunningTotals totals = new RunningTotals();
    private long whole;
    private long receipts;
    private long lastEpoch;
    private long lastTime;

    /**
     * A verifier.
     *
     * @param suite suite of the log
     * @param proven a head of this log that an evidence bundle proved, where there is one
     */
    public LogExportVerifier(CryptoSuite suite, Optional<SignedTreeHead> proven) {
        this.suite = suite;
        this.proven = proven;
        this.hasher = new MerkleHasher(suite.hash());
        this.tree = MerkleFrontier.empty(suite.hash());
    }

    /**
     * Reads and checks a file.
     *
     * @param in the file
     * @throws IOException when it cannot be read
     */
    public LogVerdict verify(InputStream in) throws IOException {
        try {
            return new LogVerdict(Optional.empty(), whole(new BoundedLines(in, LONGEST_LINE)));
        } catch (BrokenLogException e) {
            return broken(e.check(), e);
        } catch (MalformedException e) {
            return broken(LogCheck.FORM, e);
        }
    }

    private LogVerdict broken(LogCheck check, RuntimeException cause) {
        return new LogVerdict(
                Optional.of(check),
                List.of("BROKEN at " + check.link() + " after " + tree.size() + " entries: " + cause.getMessage()));
    }

    private List<String> whole(BoundedLines lines) throws IOException {
        LogExportHeader header = LogExportHeader.fromJson(CanonicalJson.parse(
                lines.next().orElseThrow(() -> new MalformedException("Cannot read log export: it is empty"))));
        signature(header);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            entry(header.head(), CanonicalJson.parse(line.get()));
            if (proven.isPresent() && tree.size() == proven.get().treeSize()) {
                bundle(proven.get());
            }
        }
        root(header.head());
        return said(header);
    }

    private void signature(LogExportHeader header) {
        boolean verifies;
        try {
            verifies = suite.verifyingKey(Base64.getDecoder().decode(header.publicKey()))
                    .verify(
                            Base64.getDecoder().decode(header.head().signature()),
                            header.head().message());
        } catch (CryptoException e) {
            throw LogCheck.HEAD_SIGNATURE.broken("the log key cannot be used: " + e.getMessage());
        }
        if (!verifies) {
            throw LogCheck.HEAD_SIGNATURE.broken(
                    "the signature of the head of size " + header.head().treeSize() + " does not verify under the key");
        }
        if (proven.isPresent() && !proven.get().logId().equals(header.head().logId())) {
            throw LogCheck.BUNDLE.broken("the bundle is about log "
                    + proven.get().logId() + ", this is log " + header.head().logId());
        }
    }

    private void entry(SignedTreeHead head, JsonObject object) {
        JsonObject json = object.orNamed("entry").requireOnly("index", "hash", "leaf");
        long index = json.longValue("index");
        if (index != tree.size()) {
            throw LogCheck.ENTRY.broken("entry " + index + " stands where " + tree.size() + " is due");
        }
        Digest32 hash = json.string("hash", Digest32::fromHex);
        Optional<String> leaf = json.optionalString("leaf");
        if (leaf.isPresent()) {
            leaf(head, hash, decoded(leaf.get()));
        }
        tree.append(hash);
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(Checks.base64("leaf", base64, LeafCodec.MAX_BYTES));
    }

    private void leaf(SignedTreeHead head, Digest32 hash, byte[] bytes) {
        Digest32 own = hasher.leaf(bytes);
        if (!own.equals(hash)) {
            throw LogCheck.ENTRY.broken("the hash of entry " + tree.size() + " is " + hash + ", its leaf gives " + own);
        }
        LogLeaf leaf = LeafCodec.decode(bytes);
        if (!leaf.logId().equals(head.logId()) || leaf.index() != tree.size()) {
            throw LogCheck.ENTRY.broken("entry " + tree.size() + " of log " + head.logId() + " names log "
                    + leaf.logId() + " and index " + leaf.index());
        }
        if (leaf.epoch() < lastEpoch || leaf.time() < lastTime) {
            throw LogCheck.ORDER.broken("entry " + leaf.index() + " has epoch " + leaf.epoch() + " and time "
                    + leaf.time() + " after epoch " + lastEpoch + " and time " + lastTime);
        }
        lastEpoch = leaf.epoch();
        lastTime = leaf.time();
        whole++;
        if (leaf instanceof CallReceipt receipt) {
            totals.take(receipt);
            receipts++;
        }
    }

    private void bundle(SignedTreeHead head) {
        Digest32 root = tree.head().rootHash();
        if (!root.equals(head.rootHash())) {
            throw LogCheck.BUNDLE.broken("the bundle's head of size " + head.treeSize() + " has root " + head.rootHash()
                    + ", the entries give " + root);
        }
    }

    private void root(SignedTreeHead head) {
        if (tree.size() != head.treeSize()) {
            throw LogCheck.ROOT.broken("there are " + tree.size() + " entries, the head covers " + head.treeSize());
        }
        Digest32 root = tree.head().rootHash();
        if (!root.equals(head.rootHash())) {
            throw LogCheck.ROOT.broken("the head's root is " + head.rootHash() + ", the entries give " + root);
        }
        if (proven.isPresent() && proven.get().treeSize() > head.treeSize()) {
            throw LogCheck.BUNDLE.broken(
                    "the bundle's head covers " + proven.get().treeSize() + " entries, the export " + head.treeSize());
        }
    }

    private List<String> said(LogExportHeader header) {
        SignedTreeHead head = header.head();
        String anchored = proven.map(known -> "Its first " + known.treeSize()
                        + " entries are those under the head that the bundle proves to stand on the ledger.")
                .orElse("Whether the head stands on the ledger, an evidence bundle shows (--bundle).");
        return List.of(
                "WHOLE: log " + head.logId() + ", " + head.treeSize() + " entries, root " + head.rootHash(),
                whole + " entries in full, " + receipts + " receipts of " + totals.grants()
                        + " grants, their running totals follow from each other",
                "Head of epoch " + head.epoch() + " and time " + head.time() + ", signed by key "
                        + Digest32.of(suite.digest(Base64.getDecoder().decode(header.publicKey())))
                                .hex(),
                anchored);
    }
}
