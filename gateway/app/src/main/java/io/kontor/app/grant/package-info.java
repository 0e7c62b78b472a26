/**
 * The page and the API of grants: who may use what how often, who signed, and the actions of the officers. It does not own the
 * grants: they are on the ledger. Start at {@code GrantController}.
 */
@ApplicationModule(displayName = "Grants")
@NullMarked
package io.kontor.app.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
