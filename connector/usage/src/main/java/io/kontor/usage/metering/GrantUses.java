package io.kontor.usage.metering;

import io.kontor.model.receipt.CallReceipt;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this log has released, grant by grant. Changed on the journal's sequencer only; any thread may ask. */
public final class GrantUses {

    private final Map<String, GrantUse> uses = new ConcurrentHashMap<>();

    /** Use of one grant. */
    public GrantUse of(String grantId) {
        GrantUse use = uses.get(grantId);
        return use != null ? use : uses.computeIfAbsent(grantId, GrantUse::new);
    }

    /**
     * Takes a receipt that stands in the log, now or at recovery.
     *
     * @param receipt the receipt
     * @param newUnits units that it added to the grant's (RCP-3)
     */
    public void take(CallReceipt receipt, long newUnits) {
        of(receipt.grantId()).take(receipt, newUnits);
    }
}
