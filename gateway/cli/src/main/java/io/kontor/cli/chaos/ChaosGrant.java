package io.kontor.cli.chaos;

import io.kontor.model.grant.Grant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A grant that is fought over in one run.
 *
 * @param kind kind
 * @param limit its limit
 * @param grant as it stands on the ledger
 * @param evidenceKey its evidence key
 */
@SuppressWarnings("ArrayRecordComponent")
record ChaosGrant(Kind kind, long limit, Grant grant, byte[] evidenceKey) {

    /** Kinds of grants, with their share of the calls and the part of that share which their limit allows. */
    enum Kind {
        /** Few units: each call claims its own. */
        SMALL("CHAOS-SMALL", 20, 30, "synthetic"),
        /** Many units: blocks are leased. */
        LARGE("CHAOS-LARGE", 65, 80, "synthetic"),
        /** From a database that is killed, too. */
        TABLE("CHAOS-TABLE", 15, 60, "districts");

        private final String resource;
        private final int share;
        private final int allowed;
        private final String algorithm;

        Kind(String resource, int share, int allowed, String algorithm) {
            this.resource = resource;
            this.share = share;
            this.allowed = allowed;
            this.algorithm = algorithm;
        }

        String resource() {
            return resource;
        }

        /** Limit that so many calls in all would exceed. */
        long limit(long calls) {
            return Math.max(1, calls * share * allowed / 10_000);
        }

        /** Of a hundred calls. */
        int share() {
            return share;
        }

        String algorithm() {
            return algorithm;
        }

        static List<String> resources() {
            return Stream.of(values()).map(Kind::resource).sorted().toList();
        }
    }

    String id() {
        return grant.grantId();
    }
}
