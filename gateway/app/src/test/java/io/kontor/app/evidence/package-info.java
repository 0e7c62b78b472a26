/** Tests of evidence. */
@NullMarked
package io.kontor.app.evidence;

import org.jspecify.annotations.NullMarked;
