/**
 * The HTTP server of all listeners: raw Vert.x handlers, bounds on everything that a peer can send, and problem documents (RFC 9457)
 * for everything that goes wrong. It owns no capability. Start at {@link io.kontor.dataplane.http.HttpListener}.
 */
@NullMarked
package io.kontor.dataplane.http;

import org.jspecify.annotations.NullMarked;
