/** Requests signed by a pinned key (docs/spec/receipt-log.md, LOG-6). Start at {@code RequestSigner}. */
@NullMarked
package io.kontor.crypto.request;

import org.jspecify.annotations.NullMarked;
