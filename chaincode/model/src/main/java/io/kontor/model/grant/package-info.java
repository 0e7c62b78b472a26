/** Grants: the activation of one agreement on one resource, with frozen terms. Start at {@code Grant}. */
@NullMarked
package io.kontor.model.grant;

import org.jspecify.annotations.NullMarked;
