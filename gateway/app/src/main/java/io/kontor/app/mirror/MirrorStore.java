package io.kontor.app.mirror;

import io.kontor.app.mirror.RemoteLog.RemoteLeaf;
import io.kontor.app.mirror.TreeStore.Node;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.rejection.MalformedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the mirrors hold. A batch of leaves, their hashes and the new size are one database transaction. */
@Component
class MirrorStore {

    private final JdbcClient jdbc;
    private final TreeStore trees;
    private final ReceiptStore receipts;

    MirrorStore(JdbcClient jdbc, TreeStore trees, ReceiptStore receipts) {
        this.jdbc = jdbc;
        this.trees = trees;
        this.receipts = receipts;
    }

    /** Leaves received so far. */
    long size(String mirror, String logId) {
        return jdbc.sql("select size from mirror_log where mirror = :mirror and log_id = :log")
                .param("mirror", mirror)
                .param("log", logId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Size at which the root was last found right. */
    long verifiedSize(String mirror, String logId) {
        return jdbc.sql(
                        "select checked_size from mirror_log where mirror = :mirror and log_id = :log and checked_root = own_root")
                .param("mirror", mirror)
                .param("log", logId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Adds leaves that follow the ones received so far.
     *
     * @throws MirrorException when an index is missing, or a leaf is not what its hash says
     */
    @Transactional
    public void append(String mirror, String logId, List<RemoteLeaf> leaves, HashFunction hash, long now) {
        MerkleHasher hasher = new MerkleHasher(hash);
        long size = size(mirror, logId);
        Map<Node, Digest32> nodes = new HashMap<>();
        for (RemoteLeaf leaf : leaves) {
            if (leaf.index() != size) {
                throw new MirrorException(
                        MirrorState.MISMATCH,
                        "Cannot mirror log " + logId + ": leaf " + size + " is missing, leaf " + leaf.index()
                                + " came instead",
                        null);
            }
            leaf.bytes().ifPresent(bytes -> receipts.add(decoded(logId, leaf, bytes, hasher), bytes));
            grow(new Log(mirror, logId), size, leaf.hash(), hasher, nodes);
            size++;
        }
        trees.add(mirror, logId, nodes);
        jdbc.sql("""
                insert into mirror_log (mirror, log_id, size, pulled_at) values (:mirror, :log, :size, :now)
                on conflict (mirror, log_id) do update set size = excluded.size, pulled_at = excluded.pulled_at""")
                .param("mirror", mirror)
                .param("log", logId)
                .param("size", size)
                .param("now", now)
                .update();
    }

    /** Adds a leaf hash and every full subtree that it completes. */
    private void grow(Log log, long index, Digest32 leafHash, MerkleHasher hasher, Map<Node, Digest32> nodes) {
        Digest32 hash = leafHash;
        Node node = new Node(0, index);
        nodes.put(node, hash);
        while ((node.index() & 1) == 1) {
            Node left = new Node(node.level(), node.index() - 1);
            @Nullable Digest32 known = nodes.get(left);
            Digest32 leftHash = known != null
                    ? known
                    : trees.of(log.mirror(), log.logId(), index).hash(left.level(), left.index());
            hash = hasher.node(leftHash, hash);
            node = new Node(node.level() + 1, node.index() >>> 1);
            nodes.put(node, hash);
        }
    }

    private static LogLeaf decoded(String logId, RemoteLeaf leaf, byte[] bytes, MerkleHasher hasher) {
        Digest32 computed = hasher.leaf(bytes);
        if (!computed.equals(leaf.hash())) {
            throw new MirrorException(
                    MirrorState.MISMATCH,
                    "Cannot take leaf " + leaf.index() + " of log " + logId + ": it hashes to " + computed.hex()
                            + ", the log says " + leaf.hash().hex(),
                    null);
        }
        try {
            LogLeaf decoded = LeafCodec.decode(bytes);
            if (decoded.index() != leaf.index() || !decoded.logId().equals(logId)) {
                throw new MirrorException(
                        MirrorState.MISMATCH,
                        "Cannot take leaf " + leaf.index() + " of log " + logId + ": it says that it is leaf "
                                + decoded.index() + " of log " + decoded.logId(),
                        null);
            }
            return decoded;
        } catch (MalformedException e) {
            throw new MirrorException(
                    MirrorState.MISMATCH,
                    "Cannot take leaf " + leaf.index() + " of log " + logId + ": " + e.getMessage(),
                    e);
        }
    }

    /** Forgets leaves from a size on, to receive them again. */
    @Transactional
    public void truncate(String mirror, String logId, long size) {
        trees.truncate(mirror, logId, size);
        jdbc.sql("update mirror_log set size = :size where mirror = :mirror and log_id = :log")
                .param("size", size)
                .param("mirror", mirror)
                .param("log", logId)
                .update();
    }

    /** Notes what a pull found. */
    void note(String mirror, String logId, Finding finding, long now) {
        jdbc.sql("""
                insert into mirror_log (mirror, log_id, state, checked_size, checked_root, own_root, head_transaction_id, detail, checked_at)
                values (:mirror, :log, :state, :size, :root, :own, :transaction, :detail, :now)
                on conflict (mirror, log_id) do update set state = excluded.state,
                    checked_size = coalesce(excluded.checked_size, mirror_log.checked_size),
                    checked_root = coalesce(excluded.checked_root, mirror_log.checked_root),
                    own_root = coalesce(excluded.own_root, mirror_log.own_root),
                    head_transaction_id = coalesce(excluded.head_transaction_id, mirror_log.head_transaction_id),
                    detail = excluded.detail, checked_at = excluded.checked_at""")
                .param("mirror", mirror)
                .param("log", logId)
                .param("state", finding.state().name())
                .param("size", finding.size())
                .param("root", finding.anchoredRoot())
                .param("own", finding.ownRoot())
                .param("transaction", finding.transactionId())
                .param("detail", finding.detail())
                .param("now", now)
                .update();
    }

    private record Log(String mirror, String logId) {}

    /**
     * What a pull found.
     *
     * @param state state of the mirror
     * @param size size of the anchored head that was compared
     * @param anchoredRoot its root
     * @param ownRoot root recomputed from the leaf hashes
     * @param transactionId transaction that anchored it
     * @param detail what is wrong
     */
    record Finding(
            MirrorState state,
            @Nullable Long size,
            @Nullable String anchoredRoot,
            @Nullable String ownRoot,
            @Nullable String transactionId,
            @Nullable String detail) {

        static Finding failed(MirrorState state, String detail) {
            return new Finding(state, null, null, null, null, detail);
        }
    }
}
