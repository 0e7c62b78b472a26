package io.kontor.app.mirror;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.receipt.ReceiptLog;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the mirrors hold, for evidence: leaves and the proofs that they stand under a head. Needs no supplier to be on line. */
@Component
public class MirroredLogs {

    private final JdbcClient jdbc;
    private final ReceiptStore receipts;
    private final TreeStore trees;

    MirroredLogs(JdbcClient jdbc, ReceiptStore receipts, TreeStore trees) {
        this.jdbc = jdbc;
        this.receipts = receipts;
        this.trees = trees;
    }

    /** The leaf at an index, if a mirror received it in full. Whether a reader may see it is the caller's to ask. */
    public Optional<byte[]> leaf(String logId, long index) {
        return receipts.leaf(logId, index);
    }

    /** Shows that a leaf stands in the tree of that size; absent while no mirror holds that many leaves. */
    public Optional<InclusionProof> inclusion(ReceiptLog log, long index, long treeSize) {
        return jdbc.sql(
                        "select mirror, size from mirror_log where log_id = :log and size >= :size order by mirror limit 1")
                .param("log", log.logId())
                .param("size", treeSize)
                .query((rs, i) -> new MerkleTree(
                                CryptoSuites.named(log.suite()).hash(),
                                trees.of(rs.getString(1), log.logId(), rs.getLong(2)))
                        .inclusion(index, treeSize))
                .optional();
    }
}
