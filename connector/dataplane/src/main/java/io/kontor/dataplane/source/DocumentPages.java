package io.kontor.dataplane.source;

/** One version of a document during one viewing. Thread-safe. */
public interface DocumentPages {

    /** Number of pages, at least 1. */
    int pageCount();

    /**
     * Renders one page with a watermark.
     *
     * @param page 1 to {@link #pageCount()}
     * @param watermark who sees it, in which call
     * @return PNG
     * @throws SourceFailure also when the document is no longer the one that was opened
     */
    byte[] render(int page, Watermark watermark) throws SourceFailure;
}
