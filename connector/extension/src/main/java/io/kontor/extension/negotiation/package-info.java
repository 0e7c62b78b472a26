/** The consumer's side in few calls: negotiate an offer, transfer under an agreement. Start at {@link io.kontor.extension.negotiation.NegotiationResource}. */
@NullMarked
package io.kontor.extension.negotiation;

import org.jspecify.annotations.NullMarked;
