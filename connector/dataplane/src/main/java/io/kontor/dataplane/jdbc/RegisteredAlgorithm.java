package io.kontor.dataplane.jdbc;

import io.kontor.dataplane.source.SourceConfigurationException;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * An algorithm that the supplier registered: a file with one SQL statement, by the digest of its bytes (DPL-4).
 *
 * @param id identifier
 * @param kind what it answers
 * @param file where its text lies
 * @param digest SHA-256 of the registered text
 * @param minGroup smallest group that an aggregate may show, at least 2
 */
public record RegisteredAlgorithm(String id, AlgorithmKind kind, Path file, Digest32 digest, int minGroup) {

    private static final int MAX_BYTES = 64 * 1024;

    /** Parameter that names the data subject. */
    static final String SUBJECT = "subject";

    public RegisteredAlgorithm {
        Ids.require("algorithm", id);
        if (kind == AlgorithmKind.AGGREGATE && minGroup < 2) {
            throw new SourceConfigurationException(
                    "Cannot register algorithm " + id + ": the smallest group is " + minGroup + ", must be at least 2");
        }
    }

    /** Reads the text and compares its digest; called at each call. */
    NamedSql load() throws SourceFailure {
        byte[] bytes;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SourceFailure("Cannot run algorithm " + id + ": its text has " + Files.size(file)
                        + " bytes, at most " + MAX_BYTES);
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SourceFailure("Cannot run algorithm " + id + ": its text cannot be read", e);
        }
        Digest32 present = sha256(bytes);
        if (!present.equals(digest)) {
            throw new SourceFailure("Cannot run algorithm " + id + ": its text has digest " + present.hex()
                    + ", registered is " + digest.hex());
        }
        return NamedSql.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    /** The names of its parameters; refuses at the start what could never be run. */
    Set<String> parametersAtStart() {
        try {
            NamedSql sql = load();
            if (kind == AlgorithmKind.RECORD && !sql.names().contains(SUBJECT)) {
                throw new SourceConfigurationException("Cannot register algorithm " + id
                        + ": it answers a record and its SQL does not use the parameter :" + SUBJECT);
            }
            return sql.names();
        } catch (SourceFailure e) {
            throw new SourceConfigurationException(e.getMessage() + "; correct file " + file + " or its digest", e);
        }
    }

    private static Digest32 sha256(byte[] bytes) {
        try {
            return Digest32.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest algorithm: this Java has no SHA-256", e);
        }
    }
}
