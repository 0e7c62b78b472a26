package io.kontor.dataplane.consumer;

import java.util.concurrent.CompletionStage;

/** Finds the supplier's data plane of an agreement. Thread-safe. */
@FunctionalInterface
public interface SupplierDirectory {

    /**
     * The address of a started transfer of the agreement; may start one and wait for it, a bounded time.
     *
     * @return fails with {@link io.kontor.dataplane.http.ProblemException} when there is none
     */
    CompletionStage<SupplierAddress> addressOf(String grantId);
}
