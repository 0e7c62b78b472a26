/**
 * The supplier's side of sessions and calls (docs/spec/session.md): requests in, receipts and data out. It owns the order of steps
 * around a source; it does not decide, count or sign: that is the usage engine's. Start at
 * {@link io.kontor.dataplane.call.CallServer}.
 */
@NullMarked
package io.kontor.dataplane.call;

import org.jspecify.annotations.NullMarked;
