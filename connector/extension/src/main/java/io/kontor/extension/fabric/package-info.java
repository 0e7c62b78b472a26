/** The connector's connection to its organisation's peer. Start at {@link io.kontor.extension.fabric.FabricExtension}. */
@NullMarked
package io.kontor.extension.fabric;

import org.jspecify.annotations.NullMarked;
