/**
 * The channel's configuration as it crosses the wire: genesis block, current configuration and the difference between two of them. Start
 * at {@code ConfigBlock}.
 */
@NullMarked
package io.kontor.network.channel;

import org.jspecify.annotations.NullMarked;
