/** Differences of configurations and genesis blocks, without a network. */
@NullMarked
package io.kontor.network.channel;

import org.jspecify.annotations.NullMarked;
