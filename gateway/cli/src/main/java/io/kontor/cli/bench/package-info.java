/**
 * Benchmarks of the packaged programs on this machine (docs/performance.md). Start at {@link io.kontor.cli.bench.BenchCommand}.
 */
@NullMarked
package io.kontor.cli.bench;

import org.jspecify.annotations.NullMarked;
