package io.kontor.usage.policy;

import io.kontor.model.rejection.RejectionCode;

/**
 * Why a call is refused.
 *
 * @param code code
 * @param detail one line with both values
 */
public record Refusal(RejectionCode code, String detail) {}
