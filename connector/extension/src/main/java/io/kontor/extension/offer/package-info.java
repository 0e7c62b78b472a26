/** Publishing: from our own form of the terms to asset, policy and contract definition. Start at {@link io.kontor.extension.offer.OfferResource}. */
@NullMarked
package io.kontor.extension.offer;

import org.jspecify.annotations.NullMarked;
