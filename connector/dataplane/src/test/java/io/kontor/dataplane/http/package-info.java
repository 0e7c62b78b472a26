/** Tests of the http package over real HTTP. */
@NullMarked
package io.kontor.dataplane.http;

import org.jspecify.annotations.NullMarked;
