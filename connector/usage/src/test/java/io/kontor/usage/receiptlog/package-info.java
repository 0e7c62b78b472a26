/** Tests of the receipt log's parts. */
@NullMarked
package io.kontor.usage.receiptlog;

import org.jspecify.annotations.NullMarked;
