package io.kontor.usage.audit;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.GrowingSubtrees;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.audit.JournalReport.Side;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.JournalReader.Extent;
import io.kontor.usage.journal.RecordPosition;
import io.kontor.usage.journal.RecordVisitor;
import io.kontor.usage.receiptlog.LocalRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Verifies the records of one journal in order and makes rows of them (JNL-12). One thread. */
final class Inspection implements RecordVisitor {

    private static final int LEAF = 1;
    private static final String RETIRED = "RETIRED";
    private static final List<String> CONSUMER_RECORDS =
            List.of("ASKED", "RECEIPT", "CLOSED", "HEAD_TAKEN", "DIFFERENCE", "PROVEN", "HEAD_SIGNED", "DELETED");

    private final String name;
    private final Consumer<JournalRow> rows;
    private final MerkleHasher hasher;
    private final GrowingSubtrees leaves;
    private final MerkleTree tree;
    private final Totals totals = new Totals();
    private final Map<String, Long> records = new TreeMap<>();
    private Side side = Side.UNKNOWN;
    private Optional<LogLeaf> last = Optional.empty();
    private long anchors;

    Inspection(String name, HashFunction hash, Consumer<JournalRow> rows) {
        this.name = name;
        this.rows = rows;
        this.hasher = new MerkleHasher(hash);
        this.leaves = new GrowingSubtrees(hash);
        this.tree = new MerkleTree(hash, leaves);
    }

    @Override
    public void visit(int type, byte[] payload, RecordPosition position) {
        if (side == Side.UNKNOWN) {
            side = type == LEAF && payload.length > 0 && payload[0] == '{' ? Side.CONSUMER : Side.SUPPLIER;
        }
        try {
            JournalRow row =
                    side == Side.CONSUMER ? consumer(type, payload, position) : supplier(type, payload, position);
            records.merge(row.value("record").orElseThrow(), 1L, Long::sum);
            rows.accept(row);
        } catch (MalformedException e) {
            throw damaged(position, String.valueOf(e.getMessage()));
        }
    }

    JournalReport report(Extent extent) {
        return new JournalReport(
                name, side, extent, last.map(LogLeaf::logId), tree.head(leaves.size()), anchors, records);
    }

    private JournalRow supplier(int type, byte[] payload, RecordPosition at) {
        if (type != LEAF) {
            LocalRecord record = LocalRecord.of(type)
                    .orElseThrow(() -> damaged(at, "a supplier's journal has no record of type " + type));
            JsonObject json = CanonicalJson.parse(payload);
            if (record == LocalRecord.ANCHOR_REQUESTED) {
                requireOwnHead(at, AnchorRequestCodec.fromJson(json));
            }
            return Rows.text(at, record.name(), json.toString());
        }
        LogLeaf leaf = LeafCodec.decode(payload);
        requireNext(at, leaf);
        totals.take(leaf, at.segment()).ifPresent(reason -> {
            throw damaged(at, reason);
        });
        Digest32 hash = hasher.leaf(payload);
        leaves.append(hash);
        last = Optional.of(leaf);
        return Rows.leaf(at, leaf, hash);
    }

    /** The digest of a leaf is its leaf hash: the tree is the same. */
    @Override
    public void retired(int type, Digest32 digest, RecordPosition position) {
        side = Side.SUPPLIER;
        records.merge(RETIRED, 1L, Long::sum);
        if (type != LEAF) {
            rows.accept(Rows.retired(position, RETIRED));
            return;
        }
        rows.accept(Rows.retiredLeaf(position, leaves.append(digest), digest));
        totals.retired(position.segment());
    }

    private void requireNext(RecordPosition at, LogLeaf leaf) {
        require(at, "index", leaves.size(), leaf.index(), leaf.index() == leaves.size());
        if (last.isPresent()) {
            LogLeaf before = last.get();
            require(at, "log", before.logId(), leaf.logId(), before.logId().equals(leaf.logId()));
            require(at, "epoch from", before.epoch(), leaf.epoch(), leaf.epoch() >= before.epoch());
            require(at, "time from", before.time(), leaf.time(), leaf.time() >= before.time());
        }
    }

    private void requireOwnHead(RecordPosition at, AnchorRequest request) {
        long size = request.head().treeSize();
        require(at, "anchored size up to", leaves.size(), size, size <= leaves.size());
        TreeHead own = tree.head(size);
        Digest32 anchored = request.head().rootHash();
        require(
                at,
                "root at size " + size,
                own.rootHash(),
                anchored,
                own.rootHash().equals(anchored));
        anchors++;
    }

    private void require(RecordPosition at, String what, Object expected, Object found, boolean holds) {
        if (!holds) {
            throw damaged(at, "expected " + what + " " + expected + ", found " + found);
        }
    }

    private JournalRow consumer(int type, byte[] payload, RecordPosition at) {
        if (type > CONSUMER_RECORDS.size()) {
            throw damaged(at, "a consumer's journal has no record of type " + type);
        }
        String record = CONSUMER_RECORDS.get(type - 1);
        JsonObject json = CanonicalJson.parse(payload);
        if (record.equals("RECEIPT")) {
            byte[] leaf = leafOf(at, json);
            return Rows.leaf(at, LeafCodec.decode(leaf), hasher.leaf(leaf));
        }
        return Rows.text(at, record, new String(payload, StandardCharsets.UTF_8));
    }

    private byte[] leafOf(RecordPosition at, JsonObject json) {
        try {
            return Base64.getDecoder().decode(json.string("leaf"));
        } catch (IllegalArgumentException e) {
            throw damaged(at, "its receipt is not base64");
        }
    }

    private JournalDamagedException damaged(RecordPosition at, String reason) {
        return new JournalDamagedException(
                "Cannot verify journal " + name + ": segment " + at.segment() + " at byte " + at.offset() + ": "
                        + reason,
                null);
    }
}
