/**
 * Grants as this instance knows them: read once with everything above them, compiled, and read again when an event says so.
 *
 * <p>Start at {@link io.kontor.usage.grant.GrantBook}.
 */
@NullMarked
package io.kontor.usage.grant;

import org.jspecify.annotations.NullMarked;
