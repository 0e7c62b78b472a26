/**
 * The consumer's side: sessions for applications, calls forwarded to the supplier's data plane, the own journal, checks, counts and
 * deletion (docs/spec/data-plane.md DPL-40 to DPL-49). Start at {@link io.kontor.dataplane.consumer.ConsumerServer}.
 */
@NullMarked
package io.kontor.dataplane.consumer;

import org.jspecify.annotations.NullMarked;
