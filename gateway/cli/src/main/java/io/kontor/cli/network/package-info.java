/** {@code kontor network}: a real Fabric network of cities on this machine. Start at {@code NetworkCommand}. */
@NullMarked
package io.kontor.cli.network;

import org.jspecify.annotations.NullMarked;
