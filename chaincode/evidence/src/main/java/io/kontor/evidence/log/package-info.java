/**
 * A whole receipt log as a file, written and verified without a network (docs/spec/log-export.md). Start at
 * {@link io.kontor.evidence.log.LogExportVerifier}.
 */
@NullMarked
package io.kontor.evidence.log;

import org.jspecify.annotations.NullMarked;
