/** Tests of the config package over real HTTP. */
@NullMarked
package io.kontor.dataplane.config;

import org.jspecify.annotations.NullMarked;
