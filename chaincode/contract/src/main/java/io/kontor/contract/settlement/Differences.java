package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.CountDifferenceCodec;
import io.kontor.model.settlement.MissingReceipt;
import io.kontor.model.settlement.MissingReceiptCodec;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.Settlement;
import java.util.ArrayList;
import java.util.List;

/** Where the two sides' counts differ, and the receipts that explain it (SET-9). */
final class Differences {

    private Differences() {}

    /** Puts each difference of a calculated period on record. */
    static void record(LedgerState state, Settlement settlement) {
        List<PeriodCount> suppliers = settlement.supplierCounts();
        List<PeriodCount> buyers = settlement.buyerCounts();
        suppliers.forEach(count -> record(state, settlement, count, PeriodUsage.of(buyers, count)));
        buyers.stream()
                .filter(count -> suppliers.stream().noneMatch(other -> PeriodUsage.isSameKey(other, count)))
                .forEach(count -> record(state, settlement, PeriodUsage.of(suppliers, count), count));
    }

    private static void record(LedgerState state, Settlement settlement, PeriodCount supplier, PeriodCount buyer) {
        if (!supplier.equals(buyer)) {
            state.put(
                    Keys.difference(settlement.orderId(), settlement.period(), supplier.grantId(), supplier.action()),
                    new CountDifference(settlement.orderId(), settlement.period(), supplier, buyer, List.of()));
        }
    }

    static JsonObject missing(Call call) {
        List<MissingReceipt> named = call.argument()
                .requireOnly("orderId", "period", "grantId", "action", "missing")
                .array("missing")
                .objects(MissingReceiptCodec::fromJson);
        Key<CountDifference> key = Keys.difference(
                call.argument().string("orderId"),
                call.argument().intValue("period"),
                call.argument().string("grantId"),
                call.argument().constant("action", Action.class));
        String what = "Cannot name missing receipts of " + key.name();
        CountDifference before = call.state().require(key);
        Grant grant = call.state().require(Keys.grant(before.grantId()));
        Checks.isOneOf(call, List.of(grant.supplier(), grant.buyer()), what);
        List<MissingReceipt> missing = new ArrayList<>(before.missing());
        for (MissingReceipt receipt : named) {
            requireOwnWord(call, grant, receipt, what);
            if (missing.stream().noneMatch(receipt::isSameAs)) {
                missing.add(receipt);
            }
        }
        ContractRejection.unless(
                missing.size() <= CountDifference.MISSING_MAX,
                RejectionCode.BOUNDS,
                what + ": there would be " + missing.size() + ", must be at most " + CountDifference.MISSING_MAX);
        CountDifference after =
                new CountDifference(before.orderId(), before.period(), before.supplier(), before.buyer(), missing);
        call.state().put(key, after);
        return CountDifferenceCodec.toJson(after);
    }

    /** In the caller's own name, of a log of the supplier; what the buyer lacks stands under its anchored head. */
    private static void requireOwnWord(Call call, Grant grant, MissingReceipt receipt, String what) {
        Checks.isMember(call, receipt.namedBy(), what);
        ReceiptLog log = call.state().require(Keys.log(receipt.logId()));
        ContractRejection.unless(
                log.participantId().equals(grant.supplier()),
                RejectionCode.LOG,
                what + ": log " + log.logId() + " is of " + log.participantId() + ", must be of " + grant.supplier());
        long size = call.state()
                .find(Keys.head(log.logId()))
                .map(LogHead::head)
                .map(head -> head.treeSize())
                .orElse(0L);
        ContractRejection.unless(
                receipt.missingAt() == MissingReceipt.Side.SUPPLIER || receipt.index() < size,
                RejectionCode.BOUNDS,
                what + ": leaf " + receipt.index() + " is not under the anchored head of " + size + " leaves");
    }

    static JsonObject list(Call call) {
        call.argument().requireOnly("orderId", "period");
        List<CountDifference> differences = call
                .state()
                .all(Keys.differencesOf(
                        call.argument().string("orderId"), call.argument().intValue("period")))
                .stream()
                .map(Found::record)
                .toList();
        return JsonObject.builder()
                .put("differences", JsonArray.ofObjects(differences, CountDifferenceCodec::toJson))
                .build();
    }
}
