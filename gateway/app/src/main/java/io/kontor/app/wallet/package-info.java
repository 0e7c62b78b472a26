/**
 * The folder of identities that people and the gateway itself sign with, and one ledger connection for each (ACC-3). A person's
 * action goes out under the person's own pinned key. Start at {@code Wallet}.
 */
@ApplicationModule(displayName = "Wallet")
@NullMarked
package io.kontor.app.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
