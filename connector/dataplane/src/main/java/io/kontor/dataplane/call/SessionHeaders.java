package io.kontor.dataplane.call;

/** Names of the request headers of session.md. */
public final class SessionHeaders {

    public static final String SESSION = "Kontor-Session";
    public static final String SEQUENCE = "Kontor-Sequence";
    public static final String CALL = "Kontor-Call";
    public static final String RECEIVED = "Kontor-Received";
    public static final String MAC = "Kontor-Mac";
    public static final String SIGNATURE_MEMBER = "Kontor-Signature-Member";
    public static final String SIGNATURE_USER = "Kontor-Signature-User";
    public static final String SIGNATURE_APPLICATION = "Kontor-Signature-Application";

    private SessionHeaders() {}
}
