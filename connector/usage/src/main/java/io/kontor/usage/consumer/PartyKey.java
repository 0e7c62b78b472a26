package io.kontor.usage.consumer;

import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.id.Digest32;
import io.kontor.usage.session.OpeningBody;

/**
 * A named user or application of the buyer, with its key.
 *
 * @param name name, which stays with the two connectors
 * @param salt salt of its pseudonym
 * @param key its key
 */
public record PartyKey(String name, Digest32 salt, SigningKey key) {

    OpeningBody.Named named() {
        return new OpeningBody.Named(name, salt.bytes(), key.verifyingKey().spki());
    }
}
