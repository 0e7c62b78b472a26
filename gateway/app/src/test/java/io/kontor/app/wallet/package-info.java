/** Tests of the wallet. */
@NullMarked
package io.kontor.app.wallet;

import org.jspecify.annotations.NullMarked;
