/**
 * The usage-control engine of one data-plane instance: sessions, decisions, units, receipts and anchors behind one interface.
 *
 * <p>Start at {@link io.kontor.usage.engine.UsageEngine}.
 */
@NullMarked
package io.kontor.usage.engine;

import org.jspecify.annotations.NullMarked;
