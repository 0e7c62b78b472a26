/** Tests of the synthetic data. */
@NullMarked
package io.kontor.dataplane.sample;

import org.jspecify.annotations.NullMarked;
