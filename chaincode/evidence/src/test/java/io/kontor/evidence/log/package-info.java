/** Tests of log exports. */
@NullMarked
package io.kontor.evidence.log;

import org.jspecify.annotations.NullMarked;
