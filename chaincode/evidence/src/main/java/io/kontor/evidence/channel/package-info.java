/**
 * What a channel's own blocks say about whom to believe: configuration blocks since genesis and the contract's definitions. Start at
 * {@code TrustExport}, which makes a trust file, and {@code TrustCheck}, which checks one against the blocks.
 */
@NullMarked
package io.kontor.evidence.channel;

import org.jspecify.annotations.NullMarked;
