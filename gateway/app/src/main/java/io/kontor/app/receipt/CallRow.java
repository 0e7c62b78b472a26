package io.kontor.app.receipt;

import org.jspecify.annotations.Nullable;

/**
 * A call as the page and the API show it: its newest receipt and what the ledger says about it.
 *
 * @param logId log
 * @param index leaf index
 * @param kind kind of the leaf
 * @param outcome HIT, MISS, DENIED, FAILED, RESERVED, ABORTED or SESSION_REFUSED
 * @param refusal code of a refused call
 * @param time epoch milliseconds
 * @param callId call; absent for a refused session
 * @param session session
 * @param sequence sequence number in the session
 * @param grantId grant
 * @param action action
 * @param resourceId resource
 * @param scenarioId purpose
 * @param orderId order
 * @param period settlement period
 * @param user fingerprint of the user's key
 * @param application fingerprint of the application's key
 * @param consent digest of the consent's id
 * @param consentState GIVEN, CONSUMED, REVOKED, or UNKNOWN where the index has none; absent without consent
 * @param items data items
 * @param records records
 * @param usage items × records
 * @param bytes bytes released
 * @param pages pages rendered
 * @param unitsLeft units of the grant left in this log after the call; absent where nothing limits
 * @param counts EQUAL, DIFFERENT or PENDING: both sides' counts of the grant, action and period
 * @param anchored whether the leaf stands under the head on the ledger
 * @param headTransactionId transaction of that head
 * @param headBlock its block
 */
public record CallRow(
        String logId,
        long index,
        String kind,
        String outcome,
        @Nullable String refusal,
        long time,
        @Nullable String callId,
        @Nullable String session,
        long sequence,
        @Nullable String grantId,
        @Nullable String action,
        @Nullable String resourceId,
        @Nullable String scenarioId,
        @Nullable String orderId,
        int period,
        @Nullable String user,
        @Nullable String application,
        @Nullable String consent,
        @Nullable String consentState,
        int items,
        long records,
        long usage,
        long bytes,
        int pages,
        @Nullable Long unitsLeft,
        String counts,
        boolean anchored,
        @Nullable String headTransactionId,
        long headBlock) {

    /** Whether data was found and released, so that the call can be disputed. */
    public boolean released() {
        return "HIT".equals(outcome);
    }
}
