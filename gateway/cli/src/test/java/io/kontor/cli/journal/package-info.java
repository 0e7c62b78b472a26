/** Tests of {@code kontor journal}. */
@NullMarked
package io.kontor.cli.journal;

import org.jspecify.annotations.NullMarked;
