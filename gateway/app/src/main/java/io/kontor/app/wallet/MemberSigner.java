package io.kontor.app.wallet;

import io.kontor.crypto.suite.SigningKey;

/**
 * A member's key that signs requests and nothing on the ledger.
 *
 * @param participantId the member
 * @param key its pinned key, of the federation's suite
 */
public record MemberSigner(String participantId, SigningKey key) {}
