/** The commands of a network as far as they need no Fabric. */
@NullMarked
package io.kontor.cli.network;

import org.jspecify.annotations.NullMarked;
