/** Tests of the index. */
@NullMarked
package io.kontor.app.ledger;

import org.jspecify.annotations.NullMarked;
