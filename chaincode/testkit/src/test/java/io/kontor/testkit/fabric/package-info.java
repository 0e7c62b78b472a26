/** The contract on a real Fabric network, where its four commands are found. Start at {@code FabricBed}. */
@NullMarked
package io.kontor.testkit.fabric;

import org.jspecify.annotations.NullMarked;
