/**
 * Organisations, their keys and configuration, the channel and the contract's life on it, by the four Fabric commands. Start at
 * {@code FabricNetwork}.
 */
@NullMarked
package io.kontor.network.fabric;

import org.jspecify.annotations.NullMarked;
