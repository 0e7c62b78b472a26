package io.kontor.app.mirror;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.SubtreeHashes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hashes of mirrored trees. */
@Component
class TreeStore {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    TreeStore(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The hashes of a mirrored log with that many leaves. */
    SubtreeHashes of(String mirror, String logId, long size) {
        return new Stored(mirror, logId, size);
    }

    /** The hash of a full subtree. */
    Optional<Digest32> find(String mirror, String logId, int level, long index) {
        return jdbc.sql(
                        "select hash from tree_node where mirror = :mirror and log_id = :log and level = :level and idx = :idx")
                .param("mirror", mirror)
                .param("log", logId)
                .param("level", level)
                .param("idx", index)
                .query((rs, i) -> Digest32.of(rs.getBytes(1)))
                .optional();
    }

    void add(String mirror, String logId, Map<Node, Digest32> nodes) {
        List<SqlParameterSource> rows = nodes.entrySet().stream()
                .<SqlParameterSource>map(entry -> new MapSqlParameterSource()
                        .addValue("mirror", mirror)
                        .addValue("log", logId)
                        .addValue("level", entry.getKey().level())
                        .addValue("idx", entry.getKey().index())
                        .addValue("hash", entry.getValue().bytes()))
                .toList();
        batches.batchUpdate(
                "insert into tree_node (mirror, log_id, level, idx, hash) values (:mirror, :log, :level, :idx, :hash)",
                rows.toArray(SqlParameterSource[]::new));
    }

    /** Forgets all hashes of a log from a leaf on. */
    void truncate(String mirror, String logId, long size) {
        jdbc.sql("delete from tree_node where mirror = :mirror and log_id = :log and ((idx + 1) << level) > :size")
                .param("mirror", mirror)
                .param("log", logId)
                .param("size", size)
                .update();
    }

    /**
     * Place of a full subtree.
     *
     * @param level 0 for leaves
     * @param index among the subtrees of that level
     */
    record Node(int level, long index) {}

    private final class Stored implements SubtreeHashes {
        private final String mirror;
        private final String logId;
        private final long size;
        private final Map<Node, Digest32> read = new HashMap<>();

        Stored(String mirror, String logId, long size) {
            this.mirror = mirror;
            this.logId = logId;
            this.size = size;
        }

        @Override
        public Digest32 hash(int level, long index) {
            Node node = new Node(level, index);
            @Nullable Digest32 known = read.get(node);
            if (known == null) {
                known = find(mirror, logId, level, index)
                        .orElseThrow(() -> new MirrorException(
                                MirrorState.BEHIND,
                                "Cannot compute root of log " + logId + ": the hash at level " + level + ", index "
                                        + index + " was not received by mirror " + mirror,
                                null));
                read.put(node, known);
            }
            return known;
        }

        @Override
        public long size() {
            return size;
        }
    }
}
