package io.kontor.cli.chaos;

import io.kontor.cli.patience.PatientLedger;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.LogHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows the anchors of the logs through the blocks, run after run. One thread. */
final class AnchorWatch {

    private final FabricLedger ledger;
    private final Ledger patient;
    private final Map<String, LogHead> heads = new HashMap<>();
    private List<LedgerWrite> written = List.of();
    private long read;

    /** From the newest block on. */
    AnchorWatch(FabricLedger ledger) {
        this.ledger = ledger;
        this.patient = new PatientLedger(ledger);
        this.read = newest();
    }

    private long newest() {
        return patient.submit("supervision:probe", JsonObject.builder().build()).blockNumber();
    }

    /** What the blocks since the last look say of each log. */
    List<Check> look(List<String> logIds) {
        Map<String, LogHead> now = new HashMap<>();
        logIds.forEach(logId -> now.put(logId, new ReceiptLedger(patient).head(logId)));
        long newest = newest();
        written = LedgerWrite.in(ledger, ledger.mspId(), read + 1, newest);
        List<AnchoredHead> anchored = AnchoredHead.of(written);
        read = newest;
        List<Check> checks = new ArrayList<>();
        now.forEach((logId, head) -> {
            List<AnchoredHead> own = anchored.stream()
                    .filter(anchor -> anchor.logId().equals(logId))
                    .toList();
            Optional<LogHead> before = Optional.ofNullable(heads.get(logId));
            checks.add(LedgerVerdict.anchors(new LedgerVerdict.Anchors(before, own, head)));
            heads.put(logId, own.isEmpty() ? head : own.get(own.size() - 1).head());
        });
        return checks;
    }

    /** What valid transactions wrote between the last two looks. */
    List<LedgerWrite> written() {
        return written;
    }
}
