package io.kontor.cli.chaos;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.UsageCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run left, to be judged.
 *
 * @param limits the limit of each grant of the run
 * @param answers what arrived
 * @param books the buyer's
 * @param logs the log of each data plane
 * @param ledger what the ledger says
 * @param history what befell the logs
 */
record Scene(
        Map<String, Long> limits,
        Answers answers,
        BuyerBooks books,
        List<LogReading> logs,
        OnLedger ledger,
        History history) {

    Scene {
        limits = Map.copyOf(limits);
        logs = List.copyOf(logs);
    }

    /**
     * What arrived.
     *
     * @param delivered answers with data, by the hash of their receipt
     * @param ends how each call ended: a kind of receipt, a code, or {@code LOST}
     */
    record Answers(Map<Digest32, Got> delivered, Map<String, String> ends) {

        Answers {
            delivered = Map.copyOf(delivered);
            ends = Map.copyOf(ends);
        }
    }

    /**
     * What the ledger says.
     *
     * @param given units leased or claimed and not given back, by grant
     * @param totals totals by log and grant, as {@link #totalOf} names them
     */
    record OnLedger(Map<String, Long> given, Map<String, UsageCounts> totals) {

        OnLedger {
            given = Map.copyOf(given);
            totals = Map.copyOf(totals);
        }

        /** The key of a total on the ledger. */
        static String totalOf(String logId, String grantId) {
            return "total/" + logId + "/" + grantId + "/PROCESS/1";
        }

        Optional<UsageCounts> total(String logId, String grantId) {
            return Optional.ofNullable(totals.get(totalOf(logId, grantId)));
        }
    }

    /**
     * What befell the logs.
     *
     * @param forked logs that two disks wrote in this run
     * @param stepped logs whose clock was stepped, in this run or an earlier one
     */
    record History(Set<String> forked, Set<String> stepped) {

        History {
            forked = Set.copyOf(forked);
            stepped = Set.copyOf(stepped);
        }
    }
}
