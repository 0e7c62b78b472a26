/**
 * The connector's persistent vault: EDC keeps consumers' endpoint addresses and other secrets here. Start at {@link
 * io.kontor.extension.vault.SealedVault}.
 */
@NullMarked
package io.kontor.extension.vault;

import org.jspecify.annotations.NullMarked;
