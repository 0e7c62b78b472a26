package io.kontor.usage.engine;

import io.kontor.model.id.Digest32;

/**
 * A grant was stopped at this instance.
 *
 * @param grantId grant
 * @param statement canonical JSON that names the destroyed content keys
 * @param statementDigest SHA-256 of the statement; goes to the ledger
 */
public record Termination(String grantId, String statement, Digest32 statementDigest) {}
