/** Grants from proposal to end. Start at {@code GrantContract}. */
@NullMarked
package io.kontor.contract.grant;

import org.jspecify.annotations.NullMarked;
