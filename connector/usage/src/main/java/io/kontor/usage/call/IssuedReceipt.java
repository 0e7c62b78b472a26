package io.kontor.usage.call;

import io.kontor.model.receipt.CallReceipt;
import java.util.Base64;

/**
 * A receipt that is durable in the log.
 *
 * @param receipt the receipt
 * @param leaf its exact leaf bytes
 * @param unitsLeft units of the action that are left as far as this instance knows
 */
@SuppressWarnings("ArrayRecordComponent")
public record IssuedReceipt(CallReceipt receipt, byte[] leaf, long unitsLeft) {

    /** Value of the header {@code Kontor-Receipt}. */
    public String header() {
        return Base64.getEncoder().encodeToString(leaf);
    }
}
