/**
 * What clients see: the services {@code gateway.Gateway} and {@code protos.Deliver} of a Fabric peer, so that every
 * unmodified Fabric Gateway client works.
 *
 * <p>Start at {@link io.kontor.devpeer.gateway.GatewayServer}.
 */
@NullMarked
package io.kontor.devpeer.gateway;

import org.jspecify.annotations.NullMarked;
