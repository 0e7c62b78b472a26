package io.kontor.dataplane.config;

/** A configuration that cannot be used; one line that names the key and says what to do. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
