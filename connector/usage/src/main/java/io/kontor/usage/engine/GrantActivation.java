package io.kontor.usage.engine;

import io.kontor.model.id.Digest32;

/**
 * What data-plane signaling brings at the start of a flow.
 *
 * @param grantId grant
 * @param termsHash hash of the terms that the control plane believes in
 * @param evidenceKey the agreement's evidence key, 32 bytes; its SHA-256 stands in the grant
 */
@SuppressWarnings("ArrayRecordComponent")
public record GrantActivation(String grantId, Digest32 termsHash, byte[] evidenceKey) {}
