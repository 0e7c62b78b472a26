package io.kontor.model.grant;

/** Duties that come with a release. */
public enum Duty {
    MASK,
    WATERMARK,
    /** The consumer deletes what it holds when the grant ends. */
    DELETE,
    /** A result that the consumer exports or passes on is a derivative: only with the supplier's approval (G-05). */
    OBTAIN_APPROVAL
}
