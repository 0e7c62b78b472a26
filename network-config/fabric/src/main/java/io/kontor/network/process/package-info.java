/** Processes that go on after the command that started them, found again by their files. Start at {@code Daemons}. */
@NullMarked
package io.kontor.network.process;

import org.jspecify.annotations.NullMarked;
