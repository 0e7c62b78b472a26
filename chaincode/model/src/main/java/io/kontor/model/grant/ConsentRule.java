package io.kontor.model.grant;

/** Whether a release needs a consent of the data subject (D-02). */
public enum ConsentRule {
    NONE,
    ONE_SHOT
}
