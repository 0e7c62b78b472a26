/** Consents of data subjects. Start at {@code ConsentContract}. */
@NullMarked
package io.kontor.contract.consent;

import org.jspecify.annotations.NullMarked;
