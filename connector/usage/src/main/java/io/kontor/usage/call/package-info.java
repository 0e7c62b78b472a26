/**
 * One call: what arrives, what the engine decides, and the permit under which data is released (session.md SES-3 to SES-7).
 *
 * <p>Start at {@link io.kontor.usage.call.CallResult} and {@link io.kontor.usage.call.Permit}.
 */
@NullMarked
package io.kontor.usage.call;

import org.jspecify.annotations.NullMarked;
