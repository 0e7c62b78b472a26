package io.kontor.app.mirror;

import io.kontor.app.ledger.ReadScope;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the mirrored logs stand, for pages and supervision. */
@Component
public class MirrorReports {

    private final JdbcClient jdbc;

    MirrorReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The logs that hold a receipt in the scope, or whose supplier is in it; one line for each mirror. */
    public List<Report> of(ReadScope scope) {
        return jdbc.sql("""
                select l.doc ->> 'logId' as log_id, l.doc ->> 'participantId' as supplier, m.mirror, coalesce(m.size, 0) as size,
                    coalesce(m.state, 'PENDING') as state, m.checked_size, m.own_root, m.detail, m.pulled_at,
                    (h.doc -> 'head' ->> 'treeSize')::bigint as anchored_size, h.doc -> 'head' ->> 'rootHash' as anchored_root,
                    h.transaction_id, coalesce(h.block, 0) as block, w.doc ->> 'reason' as written_off
                from record l
                left join mirror_log m on m.log_id = l.doc ->> 'logId'
                left join record h on h.key = 'head/' || (l.doc ->> 'logId')
                left join record w on w.key = 'write-off/' || (l.doc ->> 'logId')
                where l.type = 'log' and (%s or exists (
                    select 1 from receipt c where c.log_id = l.doc ->> 'logId' and %s))
                order by 1, 3""".formatted(scope.logs("l.doc ->> 'logId'"), scope.receipts("c")))
                .params(scope.parameters())
                .query((rs, i) -> new Report(
                                rs.getString("log_id"),
                                rs.getString("supplier"),
                                Optional.ofNullable(rs.getString("mirror")),
                                rs.getLong("size"),
                                MirrorState.valueOf(rs.getString("state")),
                                rs.getLong("checked_size"),
                                Optional.ofNullable(rs.getString("own_root")),
                                rs.getLong("anchored_size"),
                                Optional.ofNullable(rs.getString("anchored_root")),
                                Optional.ofNullable(rs.getString("detail")),
                                Optional.ofNullable(rs.getString("transaction_id")),
                                rs.getLong("block"),
                                Optional.ofNullable(rs.getString("written_off")))
                        .ofAnchoredHead())
                .list();
    }

    /**
     * One log as one mirror holds it.
     *
     * @param logId log
     * @param supplier member that runs it
     * @param mirror member that pulls; absent when nobody does
     * @param received leaves received
     * @param state what the mirror knows of the anchored head
     * @param checkedSize leaves whose root was compared last
     * @param ownRoot root recomputed from the leaf hashes; absent until the anchored head was compared
     * @param anchoredSize leaves under the head on the ledger, 0 when there is none
     * @param anchoredRoot root on the ledger
     * @param detail what is wrong
     * @param transactionId transaction of the head
     * @param block its block
     * @param writtenOff why its instance never comes back; absent while it may (LEASE-3)
     */
    public record Report(
            String logId,
            String supplier,
            Optional<String> mirror,
            long received,
            MirrorState state,
            long checkedSize,
            Optional<String> ownRoot,
            long anchoredSize,
            Optional<String> anchoredRoot,
            Optional<String> detail,
            Optional<String> transactionId,
            long block,
            Optional<String> writtenOff) {

        /** Leaves that are anchored and were not received. */
        public long gap() {
            return Math.max(0, anchoredSize - received);
        }

        /** What the mirror knows of the anchored head: right roots of an older head say nothing of a newer one yet. */
        Report ofAnchoredHead() {
            if (state != MirrorState.VERIFIED || checkedSize == anchoredSize) {
                return this;
            }
            return new Report(
                    logId,
                    supplier,
                    mirror,
                    received,
                    MirrorState.PENDING,
                    checkedSize,
                    Optional.empty(),
                    anchoredSize,
                    anchoredRoot,
                    Optional.empty(),
                    transactionId,
                    block,
                    writtenOff);
        }
    }
}
