package io.kontor.model.order;

import io.kontor.model.id.Digest32;

/**
 * A named user or application of the buyer, without its name: the ledger carries a salted pseudonym and the fingerprint of its key (INV-7).
 *
 * @param pseudonym SHA-256 over salt (32 bytes) and the UTF-8 name; salt and name are presented when a session opens
 * @param fingerprint SHA-256 of the key's DER SubjectPublicKeyInfo
 */
public record Credential(Digest32 pseudonym, Digest32 fingerprint) {}
