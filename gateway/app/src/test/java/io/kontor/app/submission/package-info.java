/** Tests of submissions. */
@NullMarked
package io.kontor.app.submission;

import org.jspecify.annotations.NullMarked;
