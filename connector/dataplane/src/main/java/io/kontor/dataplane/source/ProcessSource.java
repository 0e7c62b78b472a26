package io.kontor.dataplane.source;

/** Runs algorithms that the supplier registered; only their result leaves (H-02). */
public non-sealed interface ProcessSource extends ResourceSource {

    /**
     * Refuses a request that the algorithm cannot take, without touching the data; does not block.
     *
     * @throws SourceRequestException naming the unknown algorithm, the missing or the unknown parameter
     */
    void check(ProcessRequest request) throws SourceRequestException;

    /**
     * Runs the algorithm; blocks.
     *
     * @throws SourceFailure when nothing may be released
     */
    ProcessResult process(ProcessRequest request) throws SourceFailure;
}
