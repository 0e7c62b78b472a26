package io.kontor.dataplane.source;

import java.util.concurrent.CompletionStage;

/** An algorithm that never blocks: it runs on the event loop of its call, not on the pool. Thread-safe. */
public interface DirectSource extends ProcessSource {

    /**
     * Begins to run the algorithm.
     *
     * @return completes on the event loop that asked, exceptionally with {@link SourceFailure} when nothing may be released
     */
    CompletionStage<ProcessResult> begin(ProcessRequest request);
}
