/**
 * The consumer's side: sessions, its own durable journal and count of what it asked and received, and the checks of every receipt
 * (architecture §4.2, §4.7; session.md SES-8, SES-12; consumer-journal.md).
 *
 * <p>Start at {@link io.kontor.usage.consumer.ConsumerJournal}.
 */
@NullMarked
package io.kontor.usage.consumer;

import org.jspecify.annotations.NullMarked;
