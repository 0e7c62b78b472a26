/** Tests of the consumer's journal. */
@NullMarked
package io.kontor.usage.consumer;

import org.jspecify.annotations.NullMarked;
