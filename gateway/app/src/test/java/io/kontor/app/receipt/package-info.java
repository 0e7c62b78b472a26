/** Tests of receipts. */
@NullMarked
package io.kontor.app.receipt;

import org.jspecify.annotations.NullMarked;
