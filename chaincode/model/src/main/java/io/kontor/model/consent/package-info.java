/** One-shot personal consents: a salted hash on the ledger, a document off it. Start at {@code Consent}. */
@NullMarked
package io.kontor.model.consent;

import org.jspecify.annotations.NullMarked;
