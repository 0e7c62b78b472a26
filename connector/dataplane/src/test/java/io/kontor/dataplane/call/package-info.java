/** Tests of calls over HTTP with the real engine. */
@NullMarked
package io.kontor.dataplane.call;

import org.jspecify.annotations.NullMarked;
