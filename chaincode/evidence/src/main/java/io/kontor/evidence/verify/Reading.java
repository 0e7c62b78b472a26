package io.kontor.evidence.verify;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.model.rejection.MalformedException;
import java.util.function.Supplier;

/** Reads a part of a bundle; what cannot be read is a link that does not hold. */
final class Reading {

    private Reading() {}

    static <T> T of(EvidenceCheck check, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (MalformedException | CryptoException e) {
            throw check.refuse(String.valueOf(e.getMessage()));
        }
    }
}
