package io.kontor.cli.chaos;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.Difference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the buyer holds of the grants of a run.
 *
 * @param counted released calls as it counts them, by grant
 * @param released receipts of released calls that it holds
 * @param differences what it noticed
 * @param unproven logs with receipts of which it could not be shown that they stand under a head
 */
record BuyerBooks(
        Map<String, Long> counted, List<CallReceipt> released, List<Difference> differences, Set<String> unproven) {

    BuyerBooks {
        counted = Map.copyOf(counted);
        released = List.copyOf(released);
        differences = List.copyOf(differences);
        unproven = Set.copyOf(unproven);
    }

    static BuyerBooks of(ConsumerJournal journal, List<ChaosGrant> grants) {
        Map<String, Long> counted = new HashMap<>();
        List<CallReceipt> released = new ArrayList<>();
        for (ChaosGrant granted : grants) {
            long calls = journal.counts(granted.played().grant().orderId(), 1).stream()
                    .filter(count -> count.grantId().equals(granted.id()))
                    .mapToLong(PeriodCount::calls)
                    .sum();
            counted.put(granted.id(), calls);
            released(journal, granted.id(), released);
        }
        return new BuyerBooks(counted, released, differences(journal, grants), journal.logs());
    }

    private static void released(ConsumerJournal journal, String grantId, List<CallReceipt> released) {
        int from = 0;
        List<byte[]> page;
        do {
            page = journal.receipts(grantId, from, ConsumerJournal.MAX_PAGE);
            page.stream()
                    .map(LeafCodec::decodeReceipt)
                    .filter(receipt -> receipt.kind() == LeafKind.RELEASED)
                    .forEach(released::add);
            from += page.size();
        } while (page.size() == ConsumerJournal.MAX_PAGE);
    }

    private static List<Difference> differences(ConsumerJournal journal, List<ChaosGrant> grants) {
        Set<String> ours = grants.stream().map(ChaosGrant::id).collect(Collectors.toSet());
        List<Difference> differences = new ArrayList<>();
        int from = 0;
        List<Difference> page;
        do {
            page = journal.differences(from, ConsumerJournal.MAX_PAGE);
            page.stream()
                    .filter(difference -> ours.contains(difference.grantId()))
                    .forEach(differences::add);
            from += page.size();
        } while (page.size() == ConsumerJournal.MAX_PAGE);
        return differences;
    }

    /** Calls for which it has a difference on record. */
    Set<String> noticed() {
        return differences.stream().map(Difference::callId).collect(Collectors.toSet());
    }
}
