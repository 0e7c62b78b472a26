package io.kontor.model.rejection;

/** What a caller can do about a rejection. */
public enum RejectionKind {
    /** The request itself is wrong or its sender may not make it; sending it again changes nothing. */
    STRUCTURAL,
    /** A call that the rules of its grant do not permit; it is receipted. */
    DENIAL,
    /** Not a denial for good: the same call may be made again later. */
    RETRY
}
