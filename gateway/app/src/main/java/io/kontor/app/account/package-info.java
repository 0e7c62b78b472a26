/**
 * Local accounts and logging in: who reads and acts here, and as which member. It owns the accounts file, the security rules of
 * every path and the bounds of failed tries; what an account may read is {@code ledger.ReadScope}. Start at {@code Account}.
 */
@ApplicationModule(displayName = "Accounts")
@NullMarked
package io.kontor.app.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
