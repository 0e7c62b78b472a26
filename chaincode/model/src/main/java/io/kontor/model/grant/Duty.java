package io.kontor.model.grant;

/** Duties at a release. */
public enum Duty {
    MASK,
    WATERMARK,
    /** The consumer deletes what it holds when the grant ends. */
    DELETE
}
