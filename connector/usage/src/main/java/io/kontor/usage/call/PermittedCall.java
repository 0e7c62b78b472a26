package io.kontor.usage.call;

import io.kontor.model.grant.GrantTerms;
import io.kontor.model.resource.Resource;

/**
 * What the data plane needs to execute a permitted call.
 *
 * @param session session, 32 hex characters
 * @param sequence sequence number in the session
 * @param callId call identifier, 32 hex characters
 * @param body the call's body
 * @param terms terms of the grant: fields, duties, bounds of a viewing
 * @param resource the resource as registered
 * @param items number of data items applied for in the scenario, the factor of the usage (INT-5)
 * @param userName name that the user's key was presented with; for the watermark, never for a receipt
 * @param applicationName name of the application
 * @param buyer member that uses
 * @param unitsLeft units of the action that are left when this one is used, as far as this instance knows
 */
public record PermittedCall(
        String session,
        long sequence,
        String callId,
        CallBody body,
        GrantTerms terms,
        Resource resource,
        int items,
        String userName,
        String applicationName,
        String buyer,
        long unitsLeft) {}
