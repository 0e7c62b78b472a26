package io.kontor.dataplane.source;

/** A request that its source cannot take as it stands; sending it again changes nothing. */
public final class SourceRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message "Cannot verb thing id: reason with both values" */
    public SourceRequestException(String message) {
        super(message);
    }
}
