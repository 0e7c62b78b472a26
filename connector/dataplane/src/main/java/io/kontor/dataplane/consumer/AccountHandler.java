package io.kontor.dataplane.consumer;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Ids;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.json.JsonString;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodCountCodec;
import io.kontor.model.settlement.Settlement;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.Difference;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What concerns the member as a whole: its counts, receipts and differences (DPL-46 to DPL-48). Blocks at the ledger. */
final class AccountHandler {

    private static final int PAGE = ConsumerJournal.MAX_PAGE;

    private final ConsumerJournal journal;
    private final GrantLedger grants;
    private final OrderLedger orders;
    private final SettlementLedger settlements;

    AccountHandler(ConsumerJournal journal, Ledger ledger) {
        this.journal = journal;
        this.grants = new GrantLedger(ledger);
        this.orders = new OrderLedger(ledger);
        this.settlements = new SettlementLedger(ledger);
    }

    /** Own counts of an agreement in each period of its order so far. */
    JsonObject counts(Exchange exchange) {
        String grantId = grantId(exchange);
        Grant grant = grants.grant(grantId);
        int periods = orders.order(grant.orderId()).period();
        List<JsonObject> counts = new ArrayList<>();
        for (int period = 1; period <= periods; period++) {
            for (PeriodCount count : journal.counts(grant.orderId(), period)) {
                if (count.grantId().equals(grantId)) {
                    counts.add(json(count, grant.orderId(), period));
                }
            }
        }
        return JsonObject.builder().put("counts", JsonArray.of(counts)).build();
    }

    private static JsonObject json(PeriodCount count, String orderId, int period) {
        JsonObjectBuilder json = JsonObject.builder().put("orderId", orderId).put("period", period);
        PeriodCountCodec.toJson(count)
                .fields()
                .forEach((name, value) -> json.putValueIfPresent(name, java.util.Optional.of(value)));
        return json.build();
    }

    /** Posts the own counts of a period to the ledger. */
    JsonObject post(Exchange exchange) {
        String orderId = Ids.require("order id", exchange.variable("orderId"));
        long period = Exchange.number("period", exchange.variable("period"), 1);
        if (period > 1_000_000) {
            throw new ProblemException(Problem.malformed("Cannot read period: it is " + period + ", at most 1000000"));
        }
        List<PeriodCount> counts = journal.counts(orderId, (int) period);
        Recorded<Settlement> posted = settlements.count(orderId, (int) period, counts);
        return JsonObject.builder()
                .put("counts", JsonArray.ofObjects(counts, PeriodCountCodec::toJson))
                .put("status", posted.record().status())
                .put("transactionId", posted.transactionId())
                .build();
    }

    JsonObject differences(Exchange exchange) {
        int from = from(exchange);
        List<Difference> page = journal.differences(from, PAGE);
        return JsonObject.builder()
                .put("differences", JsonArray.ofObjects(page, Difference::toJson))
                .put("next", from + page.size())
                .build();
    }

    JsonObject receipts(Exchange exchange) {
        String grantId = grantId(exchange);
        int start = from(exchange);
        List<byte[]> leaves = journal.receipts(grantId, start, PAGE);
        return JsonObject.builder()
                .put(
                        "receipts",
                        JsonArray.of(leaves.stream()
                                .map(leaf -> new JsonString(Base64.getEncoder().encodeToString(leaf)))
                                .toList()))
                .put("next", start + leaves.size())
                .build();
    }

    private static int from(Exchange exchange) {
        long from = exchange.query("from")
                .map(text -> Exchange.number("from", text, 0))
                .orElse(0L);
        return (int) Math.min(from, Integer.MAX_VALUE - PAGE);
    }

    private static String grantId(Exchange exchange) {
        return Ids.require(
                "grant id",
                exchange.query("grantId")
                        .orElseThrow(() -> new ProblemException(
                                Problem.malformed("Cannot read query parameter grantId: it is missing"))));
    }
}
