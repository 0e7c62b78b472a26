/** Tests of the consumer package over real HTTP. */
@NullMarked
package io.kontor.dataplane.consumer;

import org.jspecify.annotations.NullMarked;
