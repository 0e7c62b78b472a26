/** {@code kontor chaos}: what holds when everything fails. Start at {@code ChaosCommand}. */
@NullMarked
package io.kontor.cli.chaos;

import org.jspecify.annotations.NullMarked;
