package io.kontor.app.page;

import org.springframework.http.HttpStatus;

/** A request that is answered with a problem (RFC 9457): REST-3. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;

    /**
     * @param status HTTP status
     * @param code word for programs, such as {@code NOT_FOUND} or a rejection code of the ledger
     * @param detail "Cannot verb thing id: reason with both values"
     */
    public ProblemException(HttpStatus status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    /** Something that does not exist, or that the reader may not see: both look the same. */
    public static ProblemException notFound(String thing, String id) {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "NOT_FOUND",
                "Cannot find " + thing + " " + id + ": there is none that you may read");
    }

    /** Input that is not of the form asked for. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "MALFORMED", detail);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }
}
