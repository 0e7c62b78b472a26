/** Goes on while a process that was killed is started again. */
@NullMarked
package io.kontor.cli.patience;

import org.jspecify.annotations.NullMarked;
