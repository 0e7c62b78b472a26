/** Synthetic data for benchmarks: bytes from memory or from an upstream on this machine (DPL-70). */
@NullMarked
package io.kontor.dataplane.synthetic;

import org.jspecify.annotations.NullMarked;
