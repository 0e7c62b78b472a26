/**
 * The receipt log of one instance: tree, signed heads, and what mirrors ask for (receipt-log.md).
 *
 * <p>Start at {@link io.kontor.usage.receiptlog.LogQueries}.
 */
@NullMarked
package io.kontor.usage.receiptlog;

import org.jspecify.annotations.NullMarked;
