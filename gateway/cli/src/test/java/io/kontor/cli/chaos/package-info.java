/** What the verdict over a chaos run sees. */
@NullMarked
package io.kontor.cli.chaos;

import org.jspecify.annotations.NullMarked;
