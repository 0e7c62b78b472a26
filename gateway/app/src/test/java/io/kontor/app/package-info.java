/** Tests of the gateway as a whole. */
@NullMarked
package io.kontor.app;

import org.jspecify.annotations.NullMarked;
