/** Child processes of a local deployment: start, health, end. Start at {@code ProcessGroup}. */
@NullMarked
package io.kontor.cli.process;

import org.jspecify.annotations.NullMarked;
