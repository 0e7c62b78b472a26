/** How a real Fabric network of cities runs as plain processes. Start at {@code fabric.FabricNetwork}. */
@org.jspecify.annotations.NullMarked
package io.kontor.network;
