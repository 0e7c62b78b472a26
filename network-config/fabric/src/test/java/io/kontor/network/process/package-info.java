/** Processes of a network, with ordinary commands of the system in their place. */
@NullMarked
package io.kontor.network.process;

import org.jspecify.annotations.NullMarked;
