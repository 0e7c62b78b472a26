package io.kontor.usage.grant;

import io.kontor.usage.policy.CompiledPolicy;

/**
 * A grant as read from the ledger at one moment.
 *
 * @param policy its compiled policy
 * @param readAt when the reading began, epoch milliseconds
 */
public record GrantView(CompiledPolicy policy, long readAt) {}
