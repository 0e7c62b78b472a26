/**
 * Identifiers, digests and key fingerprints. Start at {@link io.kontor.model.id.Ids}.
 */
@NullMarked
package io.kontor.model.id;

import org.jspecify.annotations.NullMarked;
