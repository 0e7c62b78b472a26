/**
 * Sessions between a consumer's and a supplier's instance: opening under three keys, MAC of each call (session.md SES-1 to SES-3).
 *
 * <p>Start at {@link io.kontor.usage.session.SessionOpening}.
 */
@NullMarked
package io.kontor.usage.session;

import org.jspecify.annotations.NullMarked;
