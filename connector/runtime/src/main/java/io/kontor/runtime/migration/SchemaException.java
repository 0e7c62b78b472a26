package io.kontor.runtime.migration;

/** The database cannot be brought to this version's schema; the connector must not start. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
